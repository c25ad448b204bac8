package io.nearfar.internal.codec;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys and values for the tests of {@link FarCodec}. */
@SuppressWarnings("serial")
final class FarTypes {

  /** Counts whatever should never happen. */
  static final AtomicInteger FIRED = new AtomicInteger();

  private FarTypes() {}

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "a body";
      }
    }
  }

  record Point(int x, long y, String name) {}

  record Line(Point from, Point to, List<Colour> colours) {}

  record Holder(Object held) {}

  /** All kinds of fields. */
  static class Bean extends Base {
    boolean truth = true;
    byte small = -3;
    char letter = 'ä';
    short number = -300;
    int count = 70_000;
    long total = Long.MIN_VALUE;
    float ratio = 1.5f;
    double exact = -2.5;
    String text = "text";
    List<Object> list = new ArrayList<>(List.of("a", 1));
    final Colour colour = Colour.GREEN;
    transient Object forgotten = "x";
    Bean other;
    int[] ints = {1, -1};
    Object[] objects = {"s", null};

    Bean(int secret) {
      super(secret);
    }
  }

  /** A superclass without a constructor without arguments. */
  static class Base {
    private final int secret;

    Base(int secret) {
      this.secret = secret;
    }

    int secret() {
      return secret;
    }
  }

  /** Not below anything that is named elsewhere. */
  static final class Item implements Serializable {
    String name = "n";

    @Override
    public boolean equals(Object other) {
      return other instanceof Item item && item.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  static final class Order implements Serializable {
    List<? extends Map<String, Item[]>> items = new ArrayList<>();
    Colour colour;
    Shape shape;
  }

  sealed interface Shape permits Circle {}

  record Circle(int radius) implements Shape {}

  /** Like the keys of many frameworks: the hash code is kept, but not written. */
  static final class SimpleKey implements Serializable {
    private final Object[] parts;
    private transient int hash;

    SimpleKey(Object... parts) {
      this.parts = parts;
      this.hash = Arrays.deepHashCode(parts);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SimpleKey key && Arrays.deepEquals(parts, key.parts);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      hash = Arrays.deepHashCode(parts);
    }
  }

  /** As {@code DefaultGeneratedCacheKey} of the specification's annotations. */
  static final class GeneratedKey implements Serializable {
    private final Object[] parameters;
    private final int hashCode;

    GeneratedKey(Object... parameters) {
      this.parameters = parameters;
      this.hashCode = Arrays.deepHashCode(parameters);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GeneratedKey key
          && hashCode == key.hashCode
          && Arrays.deepEquals(parameters, key.parameters);
    }

    @Override
    public int hashCode() {
      return hashCode;
    }
  }

  /** A key that consists of containers. */
  static final class ContainerKey {
    final Set<String> names;
    final Map<String, List<Integer>> numbers;
    final ArrayList<Long> exact;

    ContainerKey(Set<String> names, Map<String, List<Integer>> numbers, ArrayList<Long> exact) {
      this.names = names;
      this.numbers = numbers;
      this.exact = exact;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ContainerKey key
          && names.equals(key.names)
          && numbers.equals(key.numbers)
          && exact.equals(key.exact);
    }

    @Override
    public int hashCode() {
      return Objects.hash(names, numbers, exact);
    }
  }

  /** Equal only to itself. */
  static final class IdentityKey implements Serializable {
    int number;
  }

  /** Equal by what is not written. */
  static final class TransientKey implements Serializable {
    transient int number;

    TransientKey(int number) {
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TransientKey key && key.number == number;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  /** Takes part in its serialization, harmlessly. */
  static final class Hooked implements Serializable {
    String name;
    Map<String, Object> data = new HashMap<>();
    transient int length;

    Hooked(String name) {
      this.name = name;
      this.length = name.length();
    }

    private void writeObject(java.io.ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeInt(length);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      length = in.readInt();
    }
  }

  // ---- what an attacker would like to see made

  static final class Gadget implements Serializable {
    String command = "rm";

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      FIRED.incrementAndGet();
      in.defaultReadObject();
    }
  }

  static final class Resolving implements Serializable {
    private Object readResolve() {
      FIRED.incrementAndGet();
      return "resolved";
    }
  }

  /** Public, as is demanded. */
  public static final class External implements Externalizable {
    /** For reading. */
    public External() {
      FIRED.incrementAndGet();
    }

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {
      FIRED.incrementAndGet();
    }
  }

  static final class Evil implements Comparator<Object>, Serializable {
    @Override
    public int compare(Object a, Object b) {
      FIRED.incrementAndGet();
      return 0;
    }
  }

  static final class Initializing implements Serializable {
    int x = 1;

    static {
      FIRED.incrementAndGet();
    }
  }
}
