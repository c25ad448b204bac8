package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.spi.CopyException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link CodecCopier#copy} of what it does not take: the texts and the state afterwards. */
@SuppressWarnings("serial")
final class CopyRefusalsTest {
  @AutoClose
  private final CodecCopier copier =
      new CodecCopier(CopyRefusalsTest.class.getClassLoader(), Set.of());

  static Stream<Object> resources() {
    return Stream.of(
        new Thread("not started"),
        CopyRefusalsTest.class.getClassLoader(),
        new ThreadLocal<>(),
        new java.lang.ref.WeakReference<>("x"),
        new ByteArrayInputStream(new byte[1]),
        new Endless(),
        new java.io.StringReader("x"),
        new java.io.StringWriter(),
        (Executor) ForkJoinPool.commonPool(),
        CompletableFuture.completedFuture("x"),
        new ReentrantLock(),
        new Semaphore(1),
        new CountDownLatch(1),
        List.of(1).stream(),
        new ArrayList<>(List.of(1)).iterator(),
        new Range(),
        Collections.enumeration(List.of(1)),
        FileSystems.getDefault(),
        Logger.getLogger("x"),
        System.getLogger("x"),
        String.class.getMethods()[0]);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("resources")
  void copy_resource(Object resource) {
    assertThatThrownBy(() -> copier.copy(resource))
        .isInstanceOf(CopyException.class)
        .hasMessageStartingWith(
            "NEARFAR-0201: A value of type "
                + resource.getClass().getName()
                + " was not copied. It is a live resource of this JVM")
        .hasMessageEndingWith(
            "Keep it out of the value (a transient field), or use store-by-reference.");
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("resources")
  void copy_resourceInBean(Object resource) {
    if (resource instanceof Serializable) {
      return; // see copy_lockInBeanComesBackUnlocked
    }
    assertThatThrownBy(() -> copier.copy(new Holder(resource))).isInstanceOf(CopyException.class);
    assertThatThrownBy(() -> copier.copy(new ArrayList<>(List.of(new Holder(resource)))))
        .isInstanceOf(CopyException.class);
    // Usable afterwards.
    assertThat(copier.copy(new Holder("x")).content).isEqualTo("x");
  }

  @Test
  void copy_resourceInBean_text() {
    assertThatThrownBy(() -> copier.copy(new Holder(new Endless())))
        .hasMessage(
            "NEARFAR-0201: A value of type "
                + Holder.class.getName()
                + " was not copied. It holds a "
                + Endless.class.getName()
                + ", which is a live resource of this JVM, a copy of it would not be one. Keep it"
                + " out of the value (a transient field), or use store-by-reference.");
  }

  @Test
  void copy_classOfJdkThatIsNotSerializable() {
    assertThatThrownBy(() -> copier.copy(new java.util.StringJoiner(",")))
        .isInstanceOf(CopyException.class)
        .hasMessage(
            "NEARFAR-0201: A value of type java.util.StringJoiner was not copied. It is not"
                + " Serializable and not a plain object either. Keep it out of the value, name"
                + " java.util.StringJoiner in immutable-types if it is never changed, or use"
                + " store-by-reference.");
  }

  @Test
  void copy_plainBeanAroundSomethingThatSerializesItself() {
    assertThatThrownBy(() -> copier.copy(new Holder(new IllegalStateException("secret"))))
        .isInstanceOf(CopyException.class)
        .hasMessageContaining("which only serialization can copy, but is not Serializable itself")
        .hasMessageContaining("Make " + Holder.class.getName() + " Serializable")
        .hasMessageNotContaining("secret");
  }

  @Test
  void copy_serializableAroundSomethingThatIsNot() {
    ArrayList<Object> list = new ArrayList<>();
    list.add(new IllegalStateException("secret"));
    list.add(new Holder("secret"));
    CopyException e = catchThrowableOfType(CopyException.class, () -> copier.copy(list));
    assertThat(e)
        .hasMessageContaining(
            "It holds a " + Holder.class.getName() + ", which is not Serializable")
        .hasMessageNotContaining("secret");
  }

  @Test
  void copy_hookThrows() {
    assertThatThrownBy(() -> copier.copy(new Failing()))
        .isInstanceOf(CopyException.class)
        .hasMessageContaining("Copying it has thrown a java.lang.IllegalArgumentException")
        .hasRootCauseMessage("from the hook");
  }

  @Test
  void copy_tooDeep() throws InterruptedException {
    Link first = null;
    for (int i = 0; i < 1_000_000; i++) {
      first = new Link(first);
    }
    Link chain = first;
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread thread =
        new Thread(
            null,
            () -> thrown.add(catchThrowableOfType(Throwable.class, () -> copier.copy(chain))),
            "small",
            256 << 10);
    thread.start();
    thread.join();
    assertThat(thrown).singleElement().isInstanceOf(CopyException.class);
    assertThat(thrown.get(0)).hasMessageContaining("nested too deeply");
    assertThat(copier.copy(new Holder("x")).content).isEqualTo("x");
  }

  @Test
  void copy_foryDoesNotWork() {
    AtomicInteger asked = new AtomicInteger();
    CopyRoutes routes = new CopyRoutes(new ImmutableTypes(Set.of()));
    try (CodecCopier without =
        new CodecCopier(
            routes,
            ignored -> {
              asked.incrementAndGet();
              throw new NoClassDefFoundError("for the test");
            })) {
      List<Object> list = new ArrayList<>(List.of(new StringBuilder("x")));
      assertThat(without.copy(list)).hasToString("[x]").isNotSameAs(list);
      assertThat(without.copy(list)).hasToString("[x]");
      assertThatThrownBy(() -> without.copy(new Holder("x"))).isInstanceOf(CopyException.class);
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void copy_closed() {
    copier.close();
    copier.close();
    assertThat(copier.copy("shared")).isEqualTo("shared");
    assertThatThrownBy(() -> copier.copy(new Holder("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("NEARFAR-0202: ");
  }

  record Link(Link next, List<String> mutable) implements Serializable {
    Link(Link next) {
      this(next, null);
    }
  }

  static final class Holder {
    final Object content;

    Holder(Object content) {
      this.content = content;
    }
  }

  static final class Failing implements Serializable {
    private Object writeReplace() {
      throw new IllegalArgumentException("from the hook");
    }
  }

  static final class Endless extends InputStream {
    @Override
    public int read() {
      return 0;
    }
  }

  static final class Range implements Iterator<Integer>, Serializable {
    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public Integer next() {
      throw new java.util.NoSuchElementException();
    }
  }
}
