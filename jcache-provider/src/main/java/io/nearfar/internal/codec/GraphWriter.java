package io.nearfar.internal.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value and all that it refers to. An object that was written before is written as its
 * number, and so is a class. Belongs to one call.
 */
final class GraphWriter {
  private final PayloadWriter out;
  private final TypePlans plans;
  private final Identities met = new Identities();
  private final Map<Class<?>, Integer> classes = new HashMap<>();

  /** Objects that reading makes of their finished content: nothing in it can refer to them. */
  private final List<Integer> sealed = new ArrayList<>();

  private int depth;

  GraphWriter(PayloadWriter out, TypePlans plans) {
    this.out = out;
    this.plans = plans;
  }

  /** The classes whose names were written. */
  Iterable<Class<?>> classes() {
    return classes.keySet();
  }

  /**
   * Writes a node.
   *
   * @throws DetourException if something in it can't be written here, or not at all
   */
  void node(@Nullable Object value) {
    if (value == null) {
      out.u8(Tag.NULL);
    } else if (value instanceof String || value instanceof Boolean) {
      DirectForms.write(out, value);
    } else {
      write(value, plans.of(value.getClass()));
    }
  }

  private void write(Object value, TypePlan plan) {
    DirectForm<?> form = plan.form();
    if (form != null) {
      if (!form.mutable() || isNew(value)) {
        form.write(out, value);
      }
      return;
    }
    switch (plan.route()) {
      case ENUM -> constant((Enum<?>) value);
      case CLASS -> {
        out.u8(Tag.CLASS);
        type((Class<?>) value);
      }
      case COMPARATOR -> {
        out.u8(Tag.COMPARATOR);
        out.u8(Comparators.kindOf(plan.type()));
      }
      case STREAM -> throw new DetourException(plan.type(), CopyRoutes.STREAM);
      case RESOURCE -> throw new DetourException(plan.type(), CopyRoutes.RESOURCE);
      case REFUSED -> throw new DetourException(plan.type(), CopyRoutes.REFUSED);
      default -> {
        if (isNew(value)) {
          if (++depth > GraphLimits.DEPTH) {
            throw CodecMessages.nestedTooDeeply();
          }
          compound(value, plan);
          depth--;
        }
      }
    }
  }

  /** Whether an object is met for the first time; if not, the reference to it is written. */
  private boolean isNew(Object value) {
    int number = met.numberOf(value);
    if (number < 0) {
      return true;
    }
    if (sealed.contains(number)) {
      throw CodecMessages.cycle(value.getClass());
    }
    out.u8(Tag.REFERENCE);
    out.varint(number);
    return false;
  }

  private void compound(Object value, TypePlan plan) {
    switch (plan.route()) {
      case OBJECT -> object(value, plan);
      case RECORD -> {
        seal();
        out.u8(Tag.RECORD);
        fields(value, plan);
        unseal();
      }
      case OBJECT_ARRAY -> array((Object[]) value);
      case PRIMITIVE_ARRAY -> PrimitiveArrays.write(out, value);
      case COLLECTION -> collection((Collection<?>) value, plan);
      case MAP -> map((Map<?, ?>) value, plan);
      case ENTRY -> entry((Map.Entry<?, ?>) value);
      case OPTIONAL -> {
        seal();
        out.u8(Tag.OPTIONAL);
        node(((Optional<?>) value).orElse(null));
        unseal();
      }
      case ENUM_SET -> enumSet((EnumSet<?>) value);
      case ENUM_MAP -> enumMap((EnumMap<?, ?>) value);
      default -> throw new IllegalStateException(plan.route().name());
    }
  }

  private void seal() {
    sealed.add(met.count() - 1);
  }

  private void unseal() {
    sealed.remove(sealed.size() - 1);
  }

  private void object(Object value, TypePlan plan) {
    out.u8(Tag.OBJECT);
    fields(value, plan);
  }

  private void fields(Object value, TypePlan plan) {
    type(plan.type());
    for (ShapeField field : plan.fields().fields()) {
      if (field.isPrimitive()) {
        field.writePrimitive(out, value);
      } else {
        node(field.get(value));
      }
    }
  }

  private void constant(Enum<?> constant) {
    out.u8(Tag.ENUM);
    type(constant.getDeclaringClass());
    out.text(constant.name());
  }

  private void array(Object[] array) {
    out.u8(Tag.OBJECT_ARRAY);
    type(array.getClass().getComponentType());
    out.varint(Array.getLength(array));
    for (Object element : array) {
      node(element);
    }
  }

  private void collection(Collection<?> collection, TypePlan plan) {
    Containers.Kind kind = kind(plan);
    out.u8(Tag.COLLECTION);
    out.u8(kind.id());
    if (kind.opener() == null) {
      seal();
    }
    if (kind.filling() == Containers.Filling.SORTED) {
      node(orderOf(collection));
    }
    // A moment of it: what others add meanwhile doesn't matter.
    Object[] elements = collection.toArray();
    out.varint(elements.length);
    for (Object element : elements) {
      node(element);
    }
    if (kind.opener() == null) {
      unseal();
    }
  }

  private static Containers.Kind kind(TypePlan plan) {
    Containers.Kind kind = plan.kind();
    if (kind == null) {
      throw new IllegalStateException("no container");
    }
    return kind;
  }

  private static @Nullable Comparator<?> orderOf(Collection<?> sorted) {
    return sorted instanceof PriorityQueue<?> queue
        ? queue.comparator()
        : ((SortedSet<?>) sorted).comparator();
  }

  private void map(Map<?, ?> map, TypePlan plan) {
    Containers.Kind kind = kind(plan);
    out.u8(Tag.MAP);
    out.u8(kind.id());
    if (kind.opener() == null) {
      seal();
    }
    if (kind.filling() == Containers.Filling.SORTED) {
      node(((SortedMap<?, ?>) map).comparator());
    }
    List<@Nullable Object> elements = new ArrayList<>(2 * map.size());
    map.forEach(
        (key, element) -> {
          elements.add(key);
          elements.add(element);
        });
    out.varint(elements.size() / 2);
    for (Object element : elements) {
      node(element);
    }
    if (kind.opener() == null) {
      unseal();
    }
  }

  private void entry(Map.Entry<?, ?> entry) {
    seal();
    out.u8(Tag.ENTRY);
    out.u8(Entries.kindOf(entry.getClass()));
    node(entry.getKey());
    node(entry.getValue());
    unseal();
  }

  private void enumSet(EnumSet<?> set) {
    out.u8(Tag.ENUM_SET);
    type(EnumTypes.of(set));
    out.varint(set.size());
    for (Enum<?> constant : set) {
      out.text(constant.name());
    }
  }

  private void enumMap(EnumMap<?, ?> map) {
    out.u8(Tag.ENUM_MAP);
    type(EnumTypes.of(map));
    out.varint(map.size());
    map.forEach(
        (key, element) -> {
          out.text(key.name());
          node(element);
        });
  }

  /** A class: zero, its name and its fingerprint the first time, then its number from 1 on. */
  private void type(Class<?> type) {
    Integer known = classes.get(type);
    if (known != null) {
      out.varint(known);
      return;
    }
    if (type.isHidden() || AllowedTypes.isNever(type)) {
      throw new DetourException(type, CopyRoutes.REFUSED);
    }
    classes.put(type, classes.size() + 1);
    out.varint(0);
    out.text(type.getName());
    out.fixed32(plans.of(type).fingerprint());
  }
}
