package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@link CodecCopier#copy} by many threads, and by one within its own copy; {@link EnginePool}. */
@SuppressWarnings("serial")
final class CopyThreadsTest {
  private static final int THREADS = 16;

  @AutoClose
  private final CodecCopier copier =
      new CodecCopier(CopyThreadsTest.class.getClassLoader(), Set.of());

  @Test
  void copy_manyThreads() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<Integer> task =
        () -> {
          start.await(30, TimeUnit.SECONDS);
          int right = 0;
          for (int i = 0; i < 2_000; i++) {
            right += isRight(i) ? 1 : 0;
          }
          return right;
        };
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> results =
          executor.invokeAll(Collections.nCopies(THREADS, task), 60, TimeUnit.SECONDS);
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(2_000);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private boolean isRight(int i) {
    List<Object> shared = new ArrayList<>(List.of("s" + i));
    Tree original = new Tree("n" + i, shared);
    original.children.put("self", original);
    original.children.put("leaf", new Tree("leaf" + i, shared));
    Tree copy = copier.copy(original);
    Tree leaf = copy.children.get("leaf");
    return copy != original
        && copy.name.equals("n" + i)
        && copy.children.get("self") == copy
        && leaf.name.equals("leaf" + i)
        && leaf.shared == copy.shared
        && copy.shared != shared
        && copy.shared.equals(shared);
  }

  @Test
  void copy_withinCopy() {
    Reentrant key = new Reentrant("a");
    Reentrant.inner = copier;
    Map<Reentrant, List<String>> map = new HashMap<>();
    map.put(key, new ArrayList<>(List.of("x")));
    map.put(new Reentrant("b"), new ArrayList<>(List.of("y")));
    Reentrant.copies.set(0);
    // Filling the copy calls hashCode of the copied keys, which copies.
    Map<Reentrant, List<String>> copy = copier.copy(map);
    assertThat(copy).hasSize(2);
    assertThat(copy.get(key)).containsExactly("x");
    assertThat(Reentrant.copies.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void copy_withinReadObject() {
    Reentrant.inner = copier;
    assertThat(copier.copy(new ReentrantHook()).inner).containsExactly("inner");
  }

  @Test
  void borrow_neverTheSameEngineTwice() {
    AtomicInteger made = new AtomicInteger();
    CopyRoutes routes = new CopyRoutes(new ImmutableTypes(Set.of()));
    EnginePool pool =
        new EnginePool(
            () -> {
              made.incrementAndGet();
              return new ForyEngine(
                  CopyThreadsTest.class.getClassLoader(),
                  routes,
                  new org.apache.fory.resolver.SharedRegistry());
            },
            2);
    List<ForyEngine> borrowed = IntStream.range(0, 12).mapToObj(i -> pool.borrow()).toList();
    assertThat(borrowed).doesNotHaveDuplicates().hasSize(12);
    borrowed.forEach(pool::giveBack);
    List<ForyEngine> again = IntStream.range(0, 5).mapToObj(i -> pool.borrow()).toList();
    assertThat(again).doesNotHaveDuplicates().isSubsetOf(borrowed);
    assertThat(made).hasValue(12);
    pool.close();
    assertThat(pool.borrow()).isNull();
    again.forEach(pool::giveBack);
    assertThat(pool.borrow()).isNull();
  }

  static final class Tree {
    final String name;
    final List<Object> shared;
    final Map<String, Tree> children = new HashMap<>();

    Tree(String name, List<Object> shared) {
      this.name = name;
      this.shared = shared;
    }
  }

  static final class Reentrant implements Serializable {
    static CodecCopier inner;
    static final AtomicInteger copies = new AtomicInteger();
    final StringBuilder text;

    Reentrant(String text) {
      this.text = new StringBuilder(text);
    }

    @Override
    public int hashCode() {
      copies.incrementAndGet();
      return inner.copy(new ArrayList<>(List.of(text.toString()))).hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Reentrant that && text.toString().equals(that.text.toString());
    }
  }

  static final class ReentrantHook implements Serializable {
    transient List<String> inner;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      inner = Reentrant.inner.copy(new ArrayList<>(List.of("inner")));
    }
  }
}
