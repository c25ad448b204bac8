package io.nearfar.internal.codec;

import io.nearfar.internal.codec.TypePlan.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a key so that equal keys have equal bytes, in every JVM. There are no references: two
 * equal parts are written alike whether or not they are one object. What is equal by the contract
 * of its interface (lists, sets, maps, entries) is written alike whatever its class; sets and maps
 * in the order of their elements' bytes. What is equal only to itself is refused.
 *
 * <p>Belongs to one call.
 */
final class KeyWriter {
  private final PayloadWriter out;
  private final TypePlans plans;
  private final Class<?> root;
  private final Set<Class<?>> classes;
  private int depth;

  private KeyWriter(
      PayloadWriter out, TypePlans plans, Class<?> root, Set<Class<?>> classes, int depth) {
    this.out = out;
    this.plans = plans;
    this.root = root;
    this.classes = classes;
    this.depth = depth;
  }

  KeyWriter(PayloadWriter out, TypePlans plans, Class<?> root) {
    this(out, plans, root, new HashSet<>(), 0);
  }

  /** The classes whose names were written. */
  Iterable<Class<?>> classes() {
    return classes;
  }

  /**
   * Writes a node.
   *
   * @throws io.nearfar.spi.CodecException if equal ones could have other bytes
   */
  void node(@Nullable Object value) {
    if (value == null) {
      out.u8(Tag.NULL);
    } else if (value instanceof URI) {
      throw CodecMessages.keyRefused(root, value.getClass(), "equal ones can differ in case");
    } else if (!DirectForms.write(out, value)) {
      if (++depth > GraphLimits.DEPTH) {
        throw CodecMessages.keyTooDeep(root);
      }
      compound(value);
      depth--;
    }
  }

  private void compound(Object value) {
    if (value instanceof List<?> list) {
      container(Tag.COLLECTION, Containers.ARRAY_LIST, list.size());
      list.forEach(this::node);
    } else if (value instanceof Set<?> set) {
      container(Tag.COLLECTION, Containers.LINKED_HASH_SET, set.size());
      sorted(set);
    } else if (value instanceof Map<?, ?> map) {
      container(Tag.MAP, Containers.LINKED_HASH_MAP, map.size());
      sorted(map);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      out.u8(Tag.ENTRY);
      out.u8(Entries.IMMUTABLE);
      node(entry.getKey());
      node(entry.getValue());
    } else {
      other(value, plans.of(value.getClass()));
    }
  }

  private void container(int tag, int kind, int size) {
    out.u8(tag);
    out.u8(kind);
    out.varint(size);
  }

  private void sorted(Set<?> set) {
    List<byte[]> parts = new ArrayList<>(set.size());
    for (Object element : set) {
      PayloadWriter part = new PayloadWriter(32);
      new KeyWriter(part, plans, root, classes, depth).node(element);
      parts.add(part.toBytes());
    }
    inOrder(parts);
  }

  private void sorted(Map<?, ?> map) {
    List<byte[]> parts = new ArrayList<>(map.size());
    map.forEach(
        (key, element) -> {
          PayloadWriter part = new PayloadWriter(64);
          KeyWriter writer = new KeyWriter(part, plans, root, classes, depth);
          writer.node(key);
          writer.node(element);
          parts.add(part.toBytes());
        });
    inOrder(parts);
  }

  private void inOrder(List<byte[]> parts) {
    parts.sort(Arrays::compareUnsigned);
    parts.forEach(out::raw);
  }

  private void other(Object value, TypePlan plan) {
    switch (plan.route()) {
      case ENUM -> {
        Enum<?> constant = (Enum<?>) value;
        out.u8(Tag.ENUM);
        type(constant.getDeclaringClass());
        out.text(constant.name());
      }
      case CLASS -> {
        out.u8(Tag.CLASS);
        type((Class<?>) value);
      }
      case OPTIONAL -> {
        out.u8(Tag.OPTIONAL);
        node(((Optional<?>) value).orElse(null));
      }
      case OBJECT_ARRAY -> array((Object[]) value);
      case PRIMITIVE_ARRAY -> PrimitiveArrays.write(out, value);
      case RECORD -> fields(Tag.RECORD, value, plan);
      case OBJECT -> object(value, plan);
      case STREAM -> {
        if (!plan.rereads()) {
          throw CodecMessages.keyRefused(
              root, plan.type(), "it writes itself, and equal ones need not write the same");
        }
        object(value, plan);
      }
      default ->
          throw CodecMessages.keyRefused(
              root, plan.type(), "no two of them are equal, or nothing is known of them");
    }
  }

  private void array(Object[] array) {
    out.u8(Tag.OBJECT_ARRAY);
    type(array.getClass().getComponentType());
    out.varint(array.length);
    for (Object element : array) {
      node(element);
    }
  }

  private void object(Object value, TypePlan plan) {
    if (!plans.hasEquals(plan.type())) {
      throw CodecMessages.keyRefused(root, plan.type(), "it does not override equals and hashCode");
    }
    fields(Tag.OBJECT, value, plan);
  }

  private void fields(int tag, Object value, TypePlan plan) {
    out.u8(tag);
    type(plan.type());
    for (ShapeField field : plan.fields().fields()) {
      if (field.isPrimitive()) {
        field.writePrimitive(out, value);
      } else {
        node(field.get(value));
      }
    }
  }

  private void type(Class<?> type) {
    TypePlan plan = plans.of(type);
    if (type.isHidden() || plan.route() == Route.RESOURCE || AllowedTypes.isNever(type)) {
      throw CodecMessages.keyRefused(root, type, "it has no name that other nodes know");
    }
    classes.add(type);
    out.varint(0);
    out.text(type.getName());
    out.fixed32(plan.fingerprint());
  }
}
