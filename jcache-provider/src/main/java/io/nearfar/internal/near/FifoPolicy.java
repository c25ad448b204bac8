package io.nearfar.internal.near;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** First in, first out: the order in which keys got their entries; later updates do not matter. */
final class FifoPolicy<K, E> implements EvictionOrder<K, E> {

  private final PolicyNodeList<K, E> nodes = new PolicyNodeList<>();

  @Override
  public boolean learnsFromUse() {
    return false;
  }

  @Override
  public void add(PolicyNode<K, E> node) {
    nodes.addLast(node);
  }

  @Override
  public void used(PolicyNode<K, E> node) {
    // The place in the queue was fixed when the node was added.
  }

  @Override
  public void remove(PolicyNode<K, E> node) {
    nodes.remove(node);
  }

  @Override
  public @Nullable PolicyNode<K, E> first() {
    return nodes.first();
  }

  @Override
  public void forEach(Consumer<PolicyNode<K, E>> action) {
    nodes.forEach(action);
  }
}
