package io.nearfar.jar;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a class file names.
 *
 * @param classes the classes it refers to, as {@code java/util/Map}; of arrays, the elements'
 * @param literals its string literals
 */
record ClassConstants(Set<String> classes, Set<String> literals) {

  /** Reads the constant pool of a class file. */
  static ClassConstants of(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8);
      return read(in, in.readUnsignedShort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassConstants read(DataInputStream in, int count) throws IOException {
    Map<Integer, String> texts = new HashMap<>();
    Set<Integer> classes = new HashSet<>();
    Set<Integer> literals = new HashSet<>();
    for (int index = 1; index < count; index++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(index, in.readUTF());
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          // A long or double takes two places.
          index++;
        }
        case 7 -> classes.add(in.readUnsignedShort());
        case 8 -> literals.add(in.readUnsignedShort());
        case 15 -> in.skipNBytes(3);
        case 16, 19, 20 -> in.skipNBytes(2);
        default -> throw new IOException("No such kind of constant: " + tag);
      }
    }
    Set<String> names = new HashSet<>();
    classes.forEach(index -> names.add(elementOf(String.valueOf(texts.get(index)))));
    Set<String> strings = new HashSet<>();
    literals.forEach(index -> strings.add(String.valueOf(texts.get(index))));
    return new ClassConstants(names, strings);
  }

  /** What either of them names. */
  ClassConstants and(ClassConstants other) {
    Set<String> allClasses = new HashSet<>(classes);
    allClasses.addAll(other.classes);
    Set<String> allLiterals = new HashSet<>(literals);
    allLiterals.addAll(other.literals);
    return new ClassConstants(allClasses, allLiterals);
  }

  private static String elementOf(String name) {
    return name.startsWith("[") ? name.replaceFirst("^\\[+L?", "").replace(";", "") : name;
  }
}
