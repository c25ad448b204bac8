package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@link CodecCopier#copy} and {@link CodecCopier#shares} of classes of an application. */
@SuppressWarnings({"serial", "JavaUtilDate"})
final class CopyBeansTest {
  @AutoClose
  private final CodecCopier copier =
      new CodecCopier(CopyBeansTest.class.getClassLoader(), Set.of(Named.class.getName()));

  @Test
  void shares_immutableOnly() {
    assertThat(copier.shares("a")).isTrue();
    assertThat(copier.shares(1)).isTrue();
    assertThat(copier.shares(Instant.EPOCH)).isTrue();
    assertThat(copier.shares(new Named())).isTrue();
    assertThat(copier.shares(Optional.of("a"))).isTrue();
    assertThat(copier.shares(Optional.of(Optional.empty()))).isTrue();
    assertThat(copier.shares(Optional.of(new Date()))).isFalse();
    assertThat(copier.shares(new Named() {})).isFalse();
    assertThat(copier.shares(new Date())).isFalse();
    assertThat(copier.shares(new ReentrantLock())).isFalse();
  }

  @Test
  void copy_sharedIsSame() {
    for (Object shared :
        List.of("a", 1L, Instant.EPOCH, new Named(), Optional.of("a"), Thread.State.NEW)) {
      assertThat(copier.copy(shared)).isSameAs(shared);
    }
  }

  @Test
  void copy_bean() {
    Bean original = new Bean("secret", 7);
    Bean copy = copier.copy(original);
    assertThat(copy).isNotSameAs(original);
    assertThat(copy.text).isEqualTo("secret");
    assertThat(copy.number).isEqualTo(7);
    assertThat(copy.inherited).containsExactly("inherited").isNotSameAs(original.inherited);
    assertThat(copy.list).isEqualTo(original.list).isNotSameAs(original.list);
    assertThat(copy.time).isSameAs(original.time);
    assertThat(copy.nothing).isNull();
    copy.list.add("changed");
    assertThat(original.list).containsExactly("x", "y");
  }

  @Test
  void copy_allPrimitives() {
    Primitives original = new Primitives();
    original.z = true;
    original.b = 1;
    original.c = 'c';
    original.s = 2;
    original.i = 3;
    original.j = 4;
    original.f = 5;
    original.d = 6;
    assertThat(copier.copy(original)).usingRecursiveComparison().isEqualTo(original);
  }

  @Test
  void copy_transientFieldsAreReset() {
    Transient original = new Transient();
    original.kept = "kept";
    original.scratch = "scratch";
    original.thread = Thread.currentThread();
    Transient copy = copier.copy(original);
    assertThat(copy.kept).isEqualTo("kept");
    assertThat(copy.scratch).isNull();
    assertThat(copy.count).isZero();
    assertThat(copy.thread).isNull();
  }

  @Test
  void copy_noConstructorRuns() {
    Counting original = new Counting();
    Counting.created = 0;
    assertThat(copier.copy(original).id).isEqualTo(original.id);
    assertThat(Counting.created).isZero();
  }

  @Test
  void copy_serializableBelowPlainSuperclass() {
    Child original = new Child("parent", "child");
    Child copy = copier.copy(original);
    assertThat(copy.parent).isEqualTo("parent");
    assertThat(copy.child).isEqualTo("child");
  }

  @Test
  void copy_innerClass() {
    Outer outer = new Outer();
    Outer.Inner copy = copier.copy(outer.new Inner());
    assertThat(copy.outerList()).isEqualTo(outer.list).isNotSameAs(outer.list);
  }

  @Test
  void copy_record() {
    Rec original = new Rec("a", new ArrayList<>(List.of(new Date(1))), new long[] {1});
    Rec copy = copier.copy(original);
    assertThat(copy.text()).isEqualTo("a");
    assertThat(copy.list).isEqualTo(original.list).isNotSameAs(original.list);
    assertThat(copy.list.get(0)).isNotSameAs(original.list.get(0));
    assertThat(copy.array()).containsExactly(1).isNotSameAs(original.array());
    assertThat(copier.copy(new Rec(null, null, null))).isEqualTo(new Rec(null, null, null));
  }

  @Test
  void copy_cycles() {
    Node first = new Node();
    first.next = new Node();
    first.next.next = first;
    first.any = new ArrayList<>(List.of(first));
    Node copy = copier.copy(first);
    assertThat(copy).isNotSameAs(first);
    assertThat(copy.next.next).isSameAs(copy);
    assertThat((List<?>) copy.any).singleElement().isSameAs(copy);

    List<Object> list = new ArrayList<>();
    list.add(list);
    List<Object> listCopy = copier.copy(list);
    assertThat(listCopy.get(0)).isSameAs(listCopy).isNotSameAs(list);

    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    Map<String, Object> mapCopy = copier.copy(map);
    assertThat(mapCopy.get("self")).isSameAs(mapCopy);

    Object[] array = new Object[1];
    array[0] = array;
    Object[] arrayCopy = copier.copy(array);
    assertThat(arrayCopy[0]).isSameAs(arrayCopy);

    AtomicReference<Object> reference = new AtomicReference<>();
    reference.set(reference);
    AtomicReference<Object> referenceCopy = copier.copy(reference);
    assertThat(referenceCopy.get()).isSameAs(referenceCopy);
  }

  @Test
  void copy_aliases() {
    List<String> list = new ArrayList<>(List.of("a"));
    int[] numbers = {1};
    Date date = new Date(1);
    Object lock = new Object();
    Rec rec = new Rec("a", null, null);
    Map<String, Object> map = new LinkedHashMap<>();
    Node node = new Node();
    node.any = numbers;
    map.put("1", new Object[] {list, numbers, date, lock, rec});
    map.put("2", new ArrayList<>(List.of(list, numbers, date, lock, rec)));
    map.put("3", node);
    Map<String, Object> copy = copier.copy(map);
    Object[] ones = (Object[]) copy.get("1");
    List<?> twos = (List<?>) copy.get("2");
    for (int i = 0; i < ones.length; i++) {
      assertThat(ones[i]).isSameAs(twos.get(i));
    }
    assertThat(((Node) copy.get("3")).any).isSameAs(ones[1]).isNotSameAs(numbers);
    assertThat(ones[0]).isNotSameAs(list);
    assertThat(ones[3]).isNotSameAs(lock);
  }

  /** Around the number of objects for which there is no map yet, without and with Fory's part. */
  @Test
  void copy_aliasesInGraphsOfAllSizes() {
    for (int size = 1; size < 25; size++) {
      for (int foreign = 0; foreign < size + 1; foreign++) {
        Date date = new Date(size);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          Node node = new Node();
          node.next = nodes.isEmpty() ? null : nodes.get(0);
          node.any = i == foreign ? new HashMap<>(Map.of("date", date, "node", node)) : date;
          nodes.add(node);
        }
        checkAliases(copier.copy(nodes), nodes, foreign);
      }
    }
  }

  private static void checkAliases(List<Node> copy, List<Node> nodes, int foreign) {
    assertThat(copy).hasSameSizeAs(nodes).doesNotContainAnyElementsOf(nodes);
    Object date = null;
    for (int i = 0; i < copy.size(); i++) {
      Node node = copy.get(i);
      assertThat(node.next).isSameAs(i == 0 ? null : copy.get(0));
      Object met = node.any;
      if (i == foreign) {
        assertThat(((Map<?, ?>) met).get("node")).isSameAs(node);
        met = ((Map<?, ?>) met).get("date");
      }
      date = date == null ? met : date;
      assertThat(met).isInstanceOf(Date.class).isSameAs(date);
    }
  }

  @Test
  void copy_afterLargeGraph() {
    List<Object> large = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      large.add(new ArrayList<>(List.of(i)));
    }
    assertThat(copier.copy(large)).isEqualTo(large);
    assertThat(copier.copy(new Bean("x", 1)).text).isEqualTo("x");
  }

  @Test
  void copy_writeObjectReadObject() {
    Hooks original = new Hooks("a");
    Hooks copy = copier.copy(original);
    assertThat(copy.text).isEqualTo("a");
    assertThat(copy.derived).isEqualTo("a restored");
    Node holder = new Node();
    holder.any = original;
    assertThat(((Hooks) copier.copy(holder).any).derived).isEqualTo("a restored");
  }

  @Test
  void copy_readResolve() {
    assertThat(copier.copy(Only.ONE)).isSameAs(Only.ONE);
    Node holder = new Node();
    holder.any = Only.ONE;
    assertThat(copier.copy(holder).any).isSameAs(Only.ONE);
  }

  @Test
  void copy_writeReplace() {
    assertThat(copier.copy(new Replaced(new ArrayList<>(List.of("a")))).list).containsExactly("a");
  }

  @Test
  void copy_externalizable() {
    assertThat(copier.copy(new External("a")).text).isEqualTo("a read");
  }

  @Test
  void copy_subclassOfCollection() {
    Names names = new Names("title");
    names.add("a");
    Names copy = copier.copy(names);
    assertThat(copy.title).isEqualTo("title");
    assertThat(copy).containsExactly("a");
    // Two braces: an initializer that must not run again.
    Object anonymous = Twice.make();
    assertThat(copier.copy(anonymous)).isEqualTo(anonymous).hasSameClassAs(anonymous);
  }

  @Test
  void copy_throwable() {
    Failure original = new Failure("m", new Date(1), new IOException("cause"));
    original.addSuppressed(new IllegalStateException("suppressed"));
    Failure copy = copier.copy(original);
    assertThat(copy).isNotSameAs(original).hasMessage("m").hasCauseInstanceOf(IOException.class);
    assertThat(copy.getStackTrace()).isEqualTo(original.getStackTrace());
    assertThat(copy.getSuppressed()).hasSize(1);
    assertThat(copy.payload).isEqualTo(original.payload).isNotSameAs(original.payload);
  }

  @Test
  void copy_serializableLambda() {
    String captured = new String("captured");
    Text copy = copier.copy((Text) () -> captured);
    assertThat(copy.get()).isEqualTo("captured");
  }

  @Test
  void copy_proxy() {
    Object original =
        Proxy.newProxyInstance(
            CopyBeansTest.class.getClassLoader(), new Class<?>[] {Text.class}, new Handler("a"));
    Object copy = copier.copy(original);
    assertThat(copy.getClass()).isSameAs(original.getClass());
    assertThat(((Text) copy).get()).isEqualTo("a");
  }

  @Test
  void copy_lockInBeanComesBackUnlocked() {
    Locking original = new Locking();
    original.lock.lock();
    Locking copy = copier.copy(original);
    assertThat(copy.lock).isNotSameAs(original.lock);
    assertThat(copy.lock.isLocked()).isFalse();
  }

  @Test
  void copy_longChain() {
    Node first = null;
    for (int i = 0; i < 500; i++) {
      Node node = new Node();
      node.next = first;
      first = node;
    }
    int length = 0;
    for (Node node = copier.copy(first); node != null; node = node.next) {
      length++;
    }
    assertThat(length).isEqualTo(500);
  }

  static class Named {}

  static class Base {
    final List<String> inherited = new ArrayList<>(List.of("inherited"));
  }

  static final class Bean extends Base {
    private final String text;
    private final int number;
    private final List<String> list = new ArrayList<>(List.of("x", "y"));
    private final Instant time = Instant.ofEpochSecond(1);
    private final Object nothing = null;

    Bean(String text, int number) {
      this.text = text;
      this.number = number;
    }
  }

  static final class Primitives {
    boolean z;
    byte b;
    char c;
    short s;
    int i;
    long j;
    float f;
    double d;
  }

  static final class Transient {
    String kept;
    transient String scratch;
    transient int count = 5;
    transient Thread thread;
  }

  static final class Counting implements Serializable {
    static int created;
    final int id;

    Counting() {
      id = ++created;
    }
  }

  static class Parent {
    final String parent;

    Parent(String parent) {
      this.parent = parent;
    }
  }

  static final class Child extends Parent implements Serializable {
    final String child;

    Child(String parent, String child) {
      super(parent);
      this.child = child;
    }
  }

  static final class Outer {
    final List<String> list = new ArrayList<>(List.of("a"));

    final class Inner {
      List<String> outerList() {
        return list;
      }
    }
  }

  record Rec(String text, List<Date> list, long[] array) implements Serializable {
    /** As accessors may: not what was stored. */
    @Override
    public List<Date> list() {
      return List.of();
    }
  }

  static final class Node implements Serializable {
    Node next;
    Object any;
  }

  static final class Hooks implements Serializable {
    final String text;
    transient String derived;

    Hooks(String text) {
      this.text = text;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeUTF("restored");
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      derived = text + " " + in.readUTF();
    }
  }

  static final class Only implements Serializable {
    static final Only ONE = new Only();

    private Object readResolve() {
      return ONE;
    }
  }

  static final class Replaced implements Serializable {
    final List<String> list;

    Replaced(List<String> list) {
      this.list = list;
    }

    private Object writeReplace() {
      return new Replacement(list);
    }
  }

  record Replacement(List<String> list) implements Serializable {
    private Object readResolve() {
      return new Replaced(list);
    }
  }

  public static final class External implements Externalizable {
    String text;

    public External() {}

    External(String text) {
      this.text = text;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeUTF(text);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      text = in.readUTF() + " read";
    }
  }

  static final class Names extends ArrayList<String> {
    final String title;

    Names(String title) {
      this.title = title;
    }
  }

  static final class Twice {
    static Object make() {
      return new ArrayList<String>() {
        {
          add("once");
        }
      };
    }
  }

  static final class Failure extends RuntimeException {
    final Date payload;

    Failure(String message, Date payload, Throwable cause) {
      super(message, cause);
      this.payload = payload;
    }
  }

  interface Text extends Supplier<String>, Serializable {}

  record Handler(String text) implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, Method method, Object[] args) {
      return text;
    }
  }

  static final class Locking implements Serializable {
    final ReentrantLock lock = new ReentrantLock();
  }
}
