package io.nearfar.internal.codec;

import io.nearfar.internal.codec.Containers.Kind;
import io.nearfar.internal.codec.Containers.Opened;
import io.nearfar.internal.codec.TypePlan.Route;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link GraphWriter} and {@link KeyWriter} have written, or what pretends to be that.
 * Belongs to one call.
 *
 * <p>Classes are looked up by {@link TypePlans#named}, which refuses those that are not allowed
 * before they are loaded, and only used in the way in which we write them: no constructor runs,
 * except for that of a record; no method runs, except for those by which hash tables and sorted
 * containers ask their elements. {@link HashBudget} limits how long these take.
 *
 * <p>Whoever refers to an object that is not finished, because it is in it (a cycle), may find it
 * half-filled. So hash tables that hold such an object are filled as soon as it is finished.
 */
final class GraphReader {
  private static final int NONE = Integer.MAX_VALUE;

  private final PayloadReader in;
  private final TypePlans plans;
  private final HashBudget budget;

  /** Whether a key is read: its containers have to fit, as their classes are not in the bytes. */
  private final boolean key;

  private @Nullable Object[] objects = new @Nullable Object[8];
  private long[] weights = new long[8];
  private int count;
  private final List<TypePlan> types = new ArrayList<>();
  private final List<Deferred> deferred = new ArrayList<>();
  private int depth;

  /** The weight of the node read last. */
  private long weight;

  /** The first of the unfinished objects that were referred to; {@link #NONE} if none was. */
  private int oldestOpen = NONE;

  /** Whether the key has to go through serialization, which computes its transient fields. */
  private boolean rereads;

  /** A container that waits for the object of that number. */
  private record Deferred(
      int until, Kind kind, Object target, List<@Nullable Object> elements, List<Long> weights) {}

  GraphReader(PayloadReader in, TypePlans plans, boolean key) {
    this.in = in;
    this.plans = plans;
    this.key = key;
    this.budget = new HashBudget(in.length());
  }

  /** Reads the root; nothing may follow. */
  @Nullable Object root() {
    Object value = node();
    in.end();
    return value;
  }

  boolean rereads() {
    return rereads;
  }

  private @Nullable Object node() {
    int tag = in.u8();
    weight = 1;
    if (tag == Tag.NULL) {
      return null;
    }
    if (DirectForms.isDirect(tag)) {
      Object value = DirectForms.read(tag, in);
      if (DirectForms.isMutable(tag)) {
        finish(reserve(), value, 1, NONE);
      }
      return value;
    }
    return switch (tag) {
      case Tag.REFERENCE -> reference();
      case Tag.ENUM -> EnumTypes.constant(type().type(), in.text());
      case Tag.CLASS -> type().type();
      case Tag.COMPARATOR -> Comparators.ofKind(in.u8());
      default -> {
        if (++depth > GraphLimits.DEPTH) {
          throw CodecMessages.unreadable("Its objects are nested too deeply");
        }
        Object value = compound(tag);
        depth--;
        yield value;
      }
    };
  }

  private Object compound(int tag) {
    int number = reserve();
    int outer = oldestOpen;
    oldestOpen = NONE;
    return switch (tag) {
      case Tag.OBJECT -> object(number, outer);
      case Tag.RECORD -> aRecord(number, outer);
      case Tag.OBJECT_ARRAY -> array(number, outer);
      case Tag.PRIMITIVE_ARRAY -> finish(number, PrimitiveArrays.read(in), 1, outer);
      case Tag.COLLECTION -> container(number, outer, Containers.of(in.u8(), /* map= */ false));
      case Tag.MAP -> container(number, outer, Containers.of(in.u8(), /* map= */ true));
      case Tag.ENTRY -> entry(number, outer);
      case Tag.OPTIONAL -> finish(number, Optional.ofNullable(node()), weight + 1, outer);
      case Tag.ENUM_SET -> enumSet(number, outer);
      case Tag.ENUM_MAP -> enumMap(number, outer);
      default -> throw CodecMessages.unknownForm(tag);
    };
  }

  // ---- identity

  private int reserve() {
    if (count == objects.length) {
      objects = Arrays.copyOf(objects, 2 * count);
      weights = Arrays.copyOf(weights, 2 * count);
    }
    // Without a weight it is open.
    weights[count] = 0;
    return count++;
  }

  private Object reference() {
    int number = in.varint();
    Object object = number >= 0 && number < count ? objects[number] : null;
    if (object == null) {
      throw CodecMessages.unreadable("A reference leads nowhere");
    }
    if (weights[number] == 0) {
      oldestOpen = Math.min(oldestOpen, number);
    }
    weight = Math.max(1, weights[number]);
    return object;
  }

  private Object finish(int number, Object value, long sum, int outer) {
    objects[number] = value;
    weights[number] = sum;
    weight = sum;
    oldestOpen = Math.min(outer, oldestOpen < number ? oldestOpen : NONE);
    if (!deferred.isEmpty()) {
      fillDeferred(number);
    }
    return value;
  }

  /** Fills what has waited for that object, the innermost first. */
  private void fillDeferred(int number) {
    List<Deferred> due = new ArrayList<>();
    deferred.removeIf(waiting -> waiting.until() >= number && due.add(waiting));
    for (Deferred waiting : due) {
      long[] costs = waiting.weights().stream().mapToLong(Long::longValue).toArray();
      fill(waiting.kind(), waiting.target(), waiting.elements().toArray(), costs);
    }
    weight = weights[number];
  }

  // ---- classes

  private TypePlan type() {
    int number = in.varint();
    if (number != 0) {
      if (number < 0 || number > types.size()) {
        throw CodecMessages.unreadable("A class is missing");
      }
      return types.get(number - 1);
    }
    TypePlan plan = plans.named(in.text());
    if (in.fixed32() != plan.fingerprint()) {
      throw CodecMessages.otherShape(plan.type());
    }
    types.add(plan);
    return plan;
  }

  private long sumOf(long sum) {
    return HashBudget.sum(sum, weight);
  }

  // ---- objects

  private Object object(int number, int outer) {
    TypePlan plan = type();
    boolean reread = key && plan.rereads();
    if (plan.route() != Route.OBJECT && !reread) {
      throw CodecMessages.notWrittenThus(plan.type());
    }
    rereads |= reread;
    ClassShape shape = plan.fields();
    Object object = shape.allocate();
    objects[number] = object;
    long sum = 1;
    for (ShapeField field : shape.fields()) {
      if (field.isPrimitive()) {
        field.readPrimitive(in, object);
      } else {
        field.set(object, fitting(field.type(), node()));
        sum = sumOf(sum);
      }
    }
    return finish(number, object, sum, outer);
  }

  private Object aRecord(int number, int outer) {
    TypePlan plan = type();
    if (plan.route() != Route.RECORD) {
      throw CodecMessages.notWrittenThus(plan.type());
    }
    ClassShape shape = plan.fields();
    ShapeField[] fields = shape.fields();
    @Nullable Object[] components = new @Nullable Object[fields.length];
    long sum = 1;
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].isPrimitive()) {
        components[i] = fields[i].readBoxed(in);
      } else {
        components[i] = fitting(fields[i].type(), node());
        sum = sumOf(sum);
      }
    }
    return finish(number, shape.make(components), sum, outer);
  }

  private @Nullable Object fitting(Class<?> type, @Nullable Object value) {
    return !key || value == null || type.isInstance(value) ? value : KeyFit.fit(type, value);
  }

  // ---- containers

  private Object array(int number, int outer) {
    Class<?> component = type().type();
    int length = in.count(1);
    if (component.isPrimitive()) {
      throw CodecMessages.notWrittenThus(component);
    }
    Object[] array = (Object[]) Array.newInstance(component, length);
    objects[number] = array;
    long sum = 1;
    for (int i = 0; i < length; i++) {
      array[i] = fitting(component, node());
      sum = sumOf(sum);
    }
    return finish(number, array, sum, outer);
  }

  private Object container(int number, int outer, Kind kind) {
    Comparator<Object> order =
        kind.filling() == Containers.Filling.SORTED ? comparator(node()) : null;
    int length = kind.map() ? 2 * in.count(2) : in.count(1);
    Opened opened = kind.opener() == null ? null : kind.opener().open(length, order);
    if (opened != null) {
      objects[number] = opened.visible();
    }
    @Nullable Object[] elements = new @Nullable Object[length];
    long[] costs = new long[length];
    long sum = 1;
    for (int i = 0; i < length; i++) {
      elements[i] = node();
      costs[i] = weight;
      sum = sumOf(sum);
    }
    if (opened == null) {
      budget.pay(kind, elements, costs);
      return finish(number, build(kind, elements), sum, outer);
    }
    if (oldestOpen <= number && kind.filling() != Containers.Filling.PLAIN) {
      deferred.add(
          new Deferred(
              oldestOpen,
              kind,
              opened.target(),
              Arrays.asList(elements),
              Arrays.stream(costs).boxed().toList()));
    } else {
      fill(kind, opened.target(), elements, costs);
    }
    return finish(number, opened.visible(), sum, outer);
  }

  private void fill(Kind kind, Object target, @Nullable Object[] elements, long[] costs) {
    budget.pay(kind, elements, costs);
    Containers.fill(target, elements);
  }

  private static Object build(Kind kind, @Nullable Object[] elements) {
    var builder = kind.builder();
    if (builder == null) {
      throw new IllegalStateException("no builder");
    }
    return builder.apply(elements);
  }

  @SuppressWarnings("unchecked") // what it can't compare it says when it is asked
  private static @Nullable Comparator<Object> comparator(@Nullable Object order) {
    if (order != null && !(order instanceof Comparator<?>)) {
      throw CodecMessages.unreadable("An order is none");
    }
    return (Comparator<Object>) order;
  }

  private Object entry(int number, int outer) {
    int kind = in.u8();
    Object first = node();
    long sum = sumOf(1);
    Object second = node();
    return finish(number, Entries.make(kind, first, second), sumOf(sum), outer);
  }

  @SuppressWarnings("unchecked") // checked by the set
  private Object enumSet(int number, int outer) {
    Class<?> type = type().type();
    Collection<Object> set = (Collection<Object>) (Collection<?>) EnumTypes.emptySet(type);
    int length = in.count(1);
    for (int i = 0; i < length; i++) {
      set.add(EnumTypes.constant(type, in.text()));
    }
    return finish(number, set, 1, outer);
  }

  @SuppressWarnings("unchecked") // checked by the map
  private Object enumMap(int number, int outer) {
    Class<?> type = type().type();
    Map<Object, @Nullable Object> map =
        (Map<Object, @Nullable Object>) (Map<?, ?>) EnumTypes.emptyMap(type);
    objects[number] = map;
    int length = in.count(2);
    long sum = 1;
    for (int i = 0; i < length; i++) {
      map.put(EnumTypes.constant(type, in.text()), node());
      sum = sumOf(sum);
    }
    return finish(number, map, sum, outer);
  }
}
