package io.nearfar.internal.near;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A doubly linked list through {@link PolicyNode#previous} and {@link PolicyNode#next}: no memory
 * of its own per node, every operation in constant time. A node is in at most one list. Guarded by
 * the policy lock.
 */
final class PolicyNodeList<K, E> {

  private @Nullable PolicyNode<K, E> first;
  private @Nullable PolicyNode<K, E> last;

  @Nullable PolicyNode<K, E> first() {
    return first;
  }

  boolean isEmpty() {
    return first == null;
  }

  /** Whether exactly one node is in the list. */
  boolean isSingle() {
    return first != null && first == last;
  }

  void addLast(PolicyNode<K, E> node) {
    PolicyNode<K, E> tail = last;
    node.previous = tail;
    node.next = null;
    if (tail == null) {
      first = node;
    } else {
      tail.next = node;
    }
    last = node;
  }

  void remove(PolicyNode<K, E> node) {
    PolicyNode<K, E> before = node.previous;
    PolicyNode<K, E> after = node.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    // A dead node may linger in a read buffer; it must not keep its neighbours reachable.
    node.previous = null;
    node.next = null;
  }

  void moveToLast(PolicyNode<K, E> node) {
    if (node != last) {
      remove(node);
      addLast(node);
    }
  }

  void forEach(Consumer<PolicyNode<K, E>> action) {
    for (PolicyNode<K, E> node = first; node != null; node = node.next) {
      action.accept(node);
    }
  }
}
