package io.nearfar.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags of an entry, or of an invalidation: a set of names. Immutable and thread-safe; equal to
 * others of the same names.
 */
public final class Tags {
  /** The most tags of one entry or invalidation. */
  public static final int MOST = 255;

  /** The longest tag, in bytes of UTF-8. */
  public static final int LONGEST = 255;

  /** No tags. */
  public static final Tags NONE = new Tags(List.of());

  private final List<String> names;

  /** Made on demand; two threads may both make it. */
  private byte @Nullable [] bytes;

  private Tags(List<String> names) {
    this.names = names;
  }

  /**
   * Tags.
   *
   * @param names their names, duplicates count once; each of 1 to {@value #LONGEST} bytes of UTF-8,
   *     which the caller has checked
   * @return the tags; never null
   */
  public static Tags of(Collection<String> names) {
    String[] sorted = names.toArray(new String[0]);
    Arrays.sort(sorted);
    int different = 0;
    for (String name : sorted) {
      if (different == 0 || !name.equals(sorted[different - 1])) {
        sorted[different++] = name;
      }
    }
    return different == 0 ? NONE : new Tags(List.of(Arrays.copyOf(sorted, different)));
  }

  /**
   * Tags from bytes that {@link #bytes} has made.
   *
   * @param bytes may have anything else before and after
   * @param from where they begin
   * @return the tags; null if these are none
   */
  public static @Nullable Tags read(byte[] bytes, int from) {
    if (from >= bytes.length) {
      return null;
    }
    String[] names = new String[bytes[from] & 0xff];
    int at = from + 1;
    for (int i = 0; i < names.length; i++) {
      int length = at < bytes.length ? bytes[at] & 0xff : 0;
      if (length == 0 || at + 1 + length > bytes.length) {
        return null;
      }
      names[i] = new String(bytes, at + 1, length, StandardCharsets.UTF_8);
      at += 1 + length;
    }
    return names.length == 0 ? NONE : new Tags(List.of(names));
  }

  /** The names, in their order. */
  public List<String> names() {
    return names;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * The tags as bytes: their number in one byte, then each with its length in one byte before it.
   *
   * @return not to be changed
   */
  public byte[] bytes() {
    byte[] made = bytes;
    if (made == null) {
      made = encode();
      bytes = made;
    }
    return made;
  }

  private byte[] encode() {
    byte[][] texts = new byte[names.size()][];
    int size = 1;
    for (int i = 0; i < texts.length; i++) {
      texts[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
      size += 1 + texts[i].length;
    }
    byte[] all = new byte[size];
    all[0] = (byte) texts.length;
    int at = 1;
    for (byte[] text : texts) {
      all[at] = (byte) text.length;
      System.arraycopy(text, 0, all, at + 1, text.length);
      at += 1 + text.length;
    }
    return all;
  }

  /**
   * A number of each tag, by which clocks of tags are found in memory; tags may share one.
   *
   * @param bits how many bits it has, 1 to 31
   * @return the caller's own, in the order of the names
   */
  public int[] stripes(int bits) {
    int[] stripes = new int[names.size()];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (names.get(i).hashCode() * 0x9E3779B9) >>> (Integer.SIZE - bits);
    }
    return stripes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tags tags && names.equals(tags.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  /** How many, not which: they may have personal data in them. */
  @Override
  public String toString() {
    return "Tags[" + names.size() + "]";
  }
}
