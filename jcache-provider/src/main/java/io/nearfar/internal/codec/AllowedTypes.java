package io.nearfar.internal.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which classes may be made from bytes of the far tier; all others are refused. Asked with the name
 * of a class, before it is loaded.
 *
 * <p>Thread-safe. What is allowed stays allowed.
 */
final class AllowedTypes {

  /** By these a stream calls what it likes: never allowed, never written. */
  private static final Set<String> NEVER =
      Set.of("java.lang.invoke.SerializedLambda", "java.lang.reflect.Proxy");

  private static final int LONGEST_NAME = 1_000;

  private final Set<String> names = new HashSet<>();

  /** Prefixes that end with a dot. */
  private final List<String> packages = new ArrayList<>();

  private final List<String> packageTrees = new ArrayList<>();
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  /**
   * With what an application says.
   *
   * @param named names of classes, {@code a.b.*} for the classes of a package, {@code a.b.**} for
   *     those of its subpackages as well
   * @param cacheTypes the types of keys and values; what they name is allowed too
   * @throws IllegalArgumentException if a pattern is none
   */
  AllowedTypes(Set<String> named, Collection<Class<?>> cacheTypes) {
    for (String pattern : named) {
      add(pattern);
    }
    names.addAll(TypeInference.namesOf(cacheTypes));
  }

  private void add(String pattern) {
    if (pattern.endsWith(".**")) {
      packageTrees.add(checkedPackage(pattern, pattern.substring(0, pattern.length() - 2)));
    } else if (pattern.endsWith(".*")) {
      packages.add(checkedPackage(pattern, pattern.substring(0, pattern.length() - 1)));
    } else if (isClassName(pattern)) {
      names.add(pattern);
    } else {
      throw CodecMessages.badPattern(pattern);
    }
  }

  private static String checkedPackage(String pattern, String prefix) {
    if (!isClassName(prefix.substring(0, prefix.length() - 1))) {
      throw CodecMessages.badPattern(pattern);
    }
    return prefix;
  }

  /** Remembers a class that this node has written, by its name; arrays count as their elements. */
  void addWritten(String name) {
    String element = elementOf(name);
    if (!element.isEmpty()) {
      written.add(element);
    }
  }

  /**
   * Lets pass a class that is allowed.
   *
   * @param name as {@link Class#getName()} has it; arrays are allowed if their elements are
   * @throws io.nearfar.spi.CodecException if it is not allowed, or no name of a class
   */
  void check(String name) {
    String element = elementOf(name);
    if (!element.isEmpty() && !isAllowed(element)) {
      throw isClassName(element)
          ? CodecMessages.notAllowed(element)
          : CodecMessages.unreadable("It names a class in a way that Java does not");
    }
  }

  private boolean isAllowed(String name) {
    if (NEVER.contains(name)) {
      return false;
    }
    return JdkValueTypes.contains(name)
        || names.contains(name)
        || written.contains(name)
        || isInPackage(name);
  }

  private boolean isInPackage(String name) {
    int dot = name.lastIndexOf('.');
    for (String prefix : packages) {
      if (dot == prefix.length() - 1 && name.startsWith(prefix)) {
        return true;
      }
    }
    for (String prefix : packageTrees) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may be written. */
  static boolean isNever(Class<?> type) {
    return NEVER.contains(type.getName());
  }

  /** The class without the dimensions of an array; empty for primitive ones. */
  private static String elementOf(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      return PrimitiveTypes.isName(name) ? "" : name;
    }
    String element = name.substring(dimensions);
    if (element.length() == 1 && "ZBCSIJFD".contains(element)) {
      return "";
    }
    return element.startsWith("L") && element.endsWith(";")
        ? element.substring(1, element.length() - 1)
        : name;
  }

  /** Fit to be shown in a log: nothing in it that is not in the name of a class. */
  private static boolean isClassName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' && !start) {
        start = true;
      } else if (start ? Character.isJavaIdentifierStart(c) : isPart(c)) {
        start = false;
      } else {
        return false;
      }
    }
    return !start;
  }

  // Names in Kotlin may have a dash. Control characters are "ignorable" parts.
  private static boolean isPart(char c) {
    return c == '-' || (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
