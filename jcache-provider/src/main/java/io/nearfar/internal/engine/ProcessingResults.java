package io.nearfar.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Is told what became of a processor's run on each of many entries; by the thread that runs it.
 *
 * @param <K> the key type
 * @param <R> what the processor returns
 */
public interface ProcessingResults<K, R extends @Nullable Object> {

  /** The run has ended well, and its wishes are fulfilled. */
  void returned(K key, R value);

  /** The run has failed, or its wishes, or a listener that heard of them. */
  void failed(K key, RuntimeException failure);
}
