package io.nearfar.tck.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The counterparts of one thing, such as a cache, on all nodes.
 *
 * @param <T> the thing
 */
final class Nodes<T> {
  private final List<T> all;

  private Nodes(List<T> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Makes the thing on each node. Where one can't, those that were made are taken back.
   *
   * @param maker is given the node's number
   */
  static <T> Nodes<T> make(IntFunction<T> maker, Consumer<T> takeBack) {
    List<T> made = new ArrayList<>();
    try {
      for (int node = 0; node < NodeChoice.NODES; node++) {
        made.add(maker.apply(node));
      }
    } catch (RuntimeException | Error e) {
      made.forEach(takeBack);
      throw e;
    }
    return new Nodes<>(made);
  }

  /** The thing on the node whose turn it is. */
  T any() {
    return all.get(NodeChoice.next());
  }

  /** The thing on a node. */
  T on(int node) {
    return all.get(node);
  }

  /** Does something on each node, also after a failure on one, and reports the first failure. */
  void each(Consumer<T> action) {
    Throwable failure = null;
    for (T one : all) {
      try {
        action.accept(one);
      } catch (RuntimeException | Error e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  /**
   * What all nodes say alike.
   *
   * @throws AssertionError if they differ
   */
  <R extends @Nullable Object> R same(Function<T, R> question) {
    R first = question.apply(all.get(0));
    for (T one : all) {
      R other = question.apply(one);
      if (first == null ? other != null : !first.equals(other)) {
        throw new AssertionError("The nodes differ: " + first + ", " + other);
      }
    }
    return first;
  }

  /**
   * A property of the thing on each node.
   *
   * @return null if no node has it
   * @throws AssertionError if only some have it
   */
  <R> @Nullable Nodes<R> find(Function<T, @Nullable R> finder) {
    List<R> found = new ArrayList<>();
    for (T one : all) {
      R result = finder.apply(one);
      if (result != null) {
        found.add(result);
      }
    }
    if (!found.isEmpty() && found.size() < all.size()) {
      throw new AssertionError("Only some of the nodes have it: " + found);
    }
    return found.isEmpty() ? null : new Nodes<>(found);
  }

  /** Whether these are the very same objects. */
  boolean isSameAs(Nodes<?> other) {
    return IntStream.range(0, all.size()).allMatch(node -> all.get(node) == other.all.get(node));
  }

  List<T> list() {
    return all;
  }
}
