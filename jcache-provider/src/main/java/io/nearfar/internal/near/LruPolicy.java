package io.nearfar.internal.near;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Least recently used: a use moves a node to the far end of one list. */
final class LruPolicy<K, E> implements EvictionOrder<K, E> {

  private final PolicyNodeList<K, E> nodes = new PolicyNodeList<>();

  @Override
  public boolean learnsFromUse() {
    return true;
  }

  @Override
  public void add(PolicyNode<K, E> node) {
    nodes.addLast(node);
  }

  @Override
  public void used(PolicyNode<K, E> node) {
    nodes.moveToLast(node);
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
