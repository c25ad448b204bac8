package io.nearfar.internal.codec;

import io.nearfar.internal.codec.Containers.Kind;
import io.nearfar.internal.codec.Containers.Opened;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the plain list, set or map that was read as a part of a key into an equal one of the type
 * that its field is declared with.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // elements were read, whatever they are
final class KeyFit {

  private KeyFit() {}

  /** An equal container of that type, or the value itself if there is none. */
  static Object fit(Class<?> type, Object value) {
    if (type == SortedSet.class || type == NavigableSet.class) {
      return new TreeSet<>((Collection<?>) value);
    }
    if (type == SortedMap.class || type == NavigableMap.class) {
      return new TreeMap<>((Map<?, ?>) value);
    }
    if (type == EnumSet.class && value instanceof Collection<?> set && !set.isEmpty()) {
      return EnumSet.copyOf((Collection) set);
    }
    Kind kind = Containers.of(type);
    if (kind == null || kind.opener() == null) {
      return value;
    }
    @Nullable Object[] elements = elements(value, kind.map());
    Opened opened = kind.opener().open(elements.length, null);
    Containers.fill(opened.target(), elements);
    return opened.visible();
  }

  private static @Nullable Object[] elements(Object value, boolean map) {
    if (!map) {
      return ((Collection<?>) value).toArray();
    }
    List<@Nullable Object> elements = new ArrayList<>();
    ((Map<?, ?>) value)
        .forEach(
            (key, element) -> {
              elements.add(key);
              elements.add(element);
            });
    return elements.toArray();
  }
}
