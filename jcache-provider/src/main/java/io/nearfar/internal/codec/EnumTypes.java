package io.nearfar.internal.codec;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;

/** Sets and maps of enums: which enum they are for, and new ones. */
@SuppressWarnings({"unchecked", "rawtypes"}) // the enum is only known by its class object
final class EnumTypes {

  private EnumTypes() {}

  /**
   * The enum of a set, which only its elements tell, or those that are missing.
   *
   * @throws DetourException if the enum has no constants
   */
  static Class<?> of(EnumSet<?> set) {
    Iterator<?> some = set.isEmpty() ? EnumSet.complementOf(set).iterator() : set.iterator();
    if (!some.hasNext()) {
      throw new DetourException(set.getClass(), CopyRoutes.STREAM);
    }
    return ((Enum<?>) some.next()).getDeclaringClass();
  }

  /**
   * The enum of a map.
   *
   * @throws DetourException if it is empty: then nothing tells
   */
  static Class<?> of(EnumMap<?, ?> map) {
    Iterator<? extends Enum<?>> keys = map.keySet().iterator();
    if (!keys.hasNext()) {
      throw new DetourException(map.getClass(), CopyRoutes.STREAM);
    }
    return keys.next().getDeclaringClass();
  }

  static Object constant(Class<?> type, String name) {
    try {
      return Enum.valueOf((Class) checked(type), name);
    } catch (IllegalArgumentException e) {
      throw CodecMessages.unreadable("The enum " + type.getName() + " has no such constant");
    }
  }

  static EnumSet<?> emptySet(Class<?> type) {
    return EnumSet.noneOf((Class) checked(type));
  }

  static EnumMap<?, ?> emptyMap(Class<?> type) {
    return new EnumMap(checked(type));
  }

  private static Class<?> checked(Class<?> type) {
    if (!type.isEnum()) {
      throw CodecMessages.unreadable("The class " + type.getName() + " is no enum");
    }
    return type;
  }
}
