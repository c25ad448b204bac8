package io.nearfar.internal.near;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * How a JVM lays out objects, as far as their size depends on it.
 *
 * @param referenceBytes the size of a reference
 * @param headerBytes the size of an object's header
 * @param arrayHeaderBytes the size of an array's header, length included
 * @param alignmentBytes what every object's size is a multiple of; a power of two
 * @param compactStrings whether strings of Latin-1 characters take one byte for each
 */
record HeapLayout(
    int referenceBytes,
    int headerBytes,
    int arrayHeaderBytes,
    int alignmentBytes,
    boolean compactStrings) {

  /** A 64-bit HotSpot with a heap below 32 GB and no special options: by far the most common. */
  static final HeapLayout COMPRESSED =
      new HeapLayout(
          /* referenceBytes= */ 4,
          /* headerBytes= */ 12,
          /* arrayHeaderBytes= */ 16,
          /* alignmentBytes= */ 8,
          /* compactStrings= */ true);

  /** The layout of this JVM; {@link #COMPRESSED} if it does not tell. */
  static HeapLayout detect() {
    try {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return bean == null ? COMPRESSED : detect(bean);
    } catch (RuntimeException | LinkageError e) {
      // Another JVM, or one without the management modules: the usual case is the best guess.
      return COMPRESSED;
    }
  }

  private static HeapLayout detect(HotSpotDiagnosticMXBean bean) {
    boolean compressedReferences = flag(bean, "UseCompressedOops", /* otherwise= */ true);
    boolean compressedClasses = flag(bean, "UseCompressedClassPointers", /* otherwise= */ true);
    boolean compactHeaders = flag(bean, "UseCompactObjectHeaders", /* otherwise= */ false);
    int header = compactHeaders ? 8 : compressedClasses ? 12 : 16;
    return new HeapLayout(
        compressedReferences ? 4 : 8,
        header,
        // The length follows at once; elements of 4 bytes or less need no more than that.
        header + 4,
        Integer.parseInt(option(bean, "ObjectAlignmentInBytes", /* otherwise= */ "8")),
        flag(bean, "CompactStrings", /* otherwise= */ true));
  }

  private static boolean flag(HotSpotDiagnosticMXBean bean, String name, boolean otherwise) {
    return Boolean.parseBoolean(option(bean, name, Boolean.toString(otherwise)));
  }

  private static String option(HotSpotDiagnosticMXBean bean, String name, String otherwise) {
    try {
      return bean.getVMOption(name).getValue();
    } catch (IllegalArgumentException e) {
      return otherwise; // This JVM is older or newer than the option.
    }
  }

  long align(long bytes) {
    return (bytes + alignmentBytes - 1) & -(long) alignmentBytes;
  }

  /** An object with so many bytes of primitive fields and so many references. */
  long object(long primitiveBytes, long references) {
    return align(headerBytes + primitiveBytes + references * referenceBytes);
  }

  /** An array of elements of the given size. */
  long array(long length, int elementBytes) {
    // Elements of 8 bytes start at a multiple of 8.
    long start = elementBytes == Long.BYTES ? (arrayHeaderBytes + 7) & -8 : arrayHeaderBytes;
    return align(start + length * elementBytes);
  }

  /** An array of references. */
  long references(long length) {
    return array(length, referenceBytes);
  }
}
