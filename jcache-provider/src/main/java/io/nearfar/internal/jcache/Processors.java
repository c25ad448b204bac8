package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.CacheEngine;
import io.nearfar.internal.engine.ProcessingResults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/** Runs entry processors and turns their failures into the exceptions of the specification. */
final class Processors<K, V> {
  private final CacheIdentity cache;
  private final CacheEngine<K, V> engine;
  private final TypeCheck<K, V> types;

  Processors(CacheIdentity cache, CacheEngine<K, V> engine, TypeCheck<K, V> types) {
    this.cache = cache;
    this.engine = engine;
    this.types = types;
  }

  <T> @Nullable T invoke(
      K key, EntryProcessor<K, V, T> processor, @Nullable Object @Nullable [] arguments) {
    Object[] given = arguments == null ? new Object[0] : arguments;
    return engine.<@Nullable T>process(
        key, entry -> process(new ProcessorEntry<>(entry, types), processor, given));
  }

  private <T> @Nullable T process(
      ProcessorEntry<K, V> entry, EntryProcessor<K, V, T> processor, @Nullable Object[] arguments) {
    try {
      return processor.process(entry, arguments);
    } catch (CacheException e) {
      throw e;
    } catch (Exception e) {
      // Also what is checked: languages other than Java throw it undeclared.
      throw new EntryProcessorException(
          JCacheMessages.processorFailed(cache.name(), cache.manager()), e);
    }
  }

  /** One result per key: what the processor returned, or its failure; nothing for null. */
  <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys,
      EntryProcessor<K, V, T> processor,
      @Nullable Object @Nullable [] arguments) {
    Object[] given = arguments == null ? new Object[0] : arguments;
    Map<K, EntryProcessorResult<T>> results = new LinkedHashMap<>();
    engine.<@Nullable T>processAll(
        keys,
        entry -> process(new ProcessorEntry<>(entry, types), processor, given),
        new ProcessingResults<>() {
          @Override
          public void returned(K key, @Nullable T result) {
            if (result != null) {
              results.put(key, () -> result);
            }
          }

          @Override
          public void failed(K key, RuntimeException failure) {
            EntryProcessorException thrown = asProcessorFailure(failure);
            results.put(
                key,
                () -> {
                  throw thrown;
                });
          }
        });
    return results;
  }

  private EntryProcessorException asProcessorFailure(RuntimeException failure) {
    return failure instanceof EntryProcessorException thrown
        ? thrown
        : new EntryProcessorException(
            JCacheMessages.processorFailed(cache.name(), cache.manager()), failure);
  }
}
