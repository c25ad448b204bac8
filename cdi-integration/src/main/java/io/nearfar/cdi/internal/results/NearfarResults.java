package io.nearfar.cdi.internal.results;

import io.nearfar.cache.NearfarCache;
import io.nearfar.cdi.CachedNull;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Results in a cache of Nearfar, which itself makes one call per key at a time and lets changes win
 * over calls under way, whoever makes them: other code of the application, other nodes.
 */
final class NearfarResults implements ResultStore {
  private final NearfarCache<Object, Object> cache;
  private final boolean holdsNulls;

  /**
   * Results in a cache, if it is one of Nearfar.
   *
   * @param holdsNulls whether the cache takes {@link CachedNull}
   * @return null if it is not, or somebody's wrapper hides it
   */
  static @Nullable NearfarResults of(Cache<Object, Object> cache, boolean holdsNulls) {
    return cache instanceof NearfarCache<Object, Object> ours
        ? new NearfarResults(ours, holdsNulls)
        : null;
  }

  private NearfarResults(NearfarCache<Object, Object> cache, boolean holdsNulls) {
    this.cache = cache;
    this.holdsNulls = holdsNulls;
  }

  @Override
  public <C> @Nullable Object result(
      Object key, C call, Loader<C, Object> loader, @Nullable Tagger<C> tagger) throws Exception {
    try {
      return unmarked(
          tagger == null
              ? cache.get(key, own -> marked(load(own, call, loader)))
              : cache.get(key, own -> marked(load(own, call, loader)), tags(call, tagger)));
    } catch (CheckedFailure e) {
      throw e.failure();
    }
  }

  @Override
  public <C> @Nullable Object refresh(
      Object key, C call, Loader<C, Object> loader, @Nullable Tagger<C> tagger) throws Exception {
    try {
      Object stored =
          tagger == null
              ? cache.refresh(key, own -> marked(load(own, call, loader)))
              : cache.refresh(key, own -> marked(load(own, call, loader)), tags(call, tagger));
      removeIfNull(key, stored);
      return unmarked(stored);
    } catch (CheckedFailure e) {
      throw e.failure();
    }
  }

  @Override
  public <C> CompletableFuture<@Nullable Object> resultAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader, @Nullable Tagger<C> tagger) {
    CompletionStage<@Nullable Object> stage;
    try {
      stage =
          tagger == null
              ? cache.getAsync(key, own -> stage(own, call, loader))
              : cache.getAsync(key, own -> stage(own, call, loader), tags(call, tagger));
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
    return ownOf(stage);
  }

  @Override
  public <C> CompletableFuture<@Nullable Object> refreshAsync(
      Object key, C call, Loader<C, CompletionStage<?>> loader, @Nullable Tagger<C> tagger) {
    CompletionStage<@Nullable Object> stage;
    try {
      stage =
          (tagger == null
                  ? cache.refreshAsync(key, own -> stage(own, call, loader))
                  : cache.refreshAsync(key, own -> stage(own, call, loader), tags(call, tagger)))
              .whenComplete(
                  (stored, failure) -> {
                    if (failure == null) {
                      removeIfNull(key, stored);
                    }
                  });
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
    return ownOf(stage);
  }

  private static <C> Function<Object, Collection<String>> tags(C call, Tagger<C> tagger) {
    return stored -> tagger.tags(call, unmarked(stored));
  }

  /** What was there is of the past, and null can't be stored in its place. */
  private void removeIfNull(Object key, @Nullable Object stored) {
    if (stored == null) {
      cache.remove(key);
    }
  }

  private static <C, R> @Nullable R load(Object key, C call, Loader<C, R> loader) {
    try {
      return loader.load(key, call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CheckedFailure(e);
    }
  }

  private <C> CompletionStage<@Nullable Object> stage(
      Object key, C call, Loader<C, CompletionStage<?>> loader) {
    return Objects.requireNonNull(load(key, call, loader), "a loader gives a stage")
        .thenApply(this::marked);
  }

  private @Nullable Object marked(@Nullable Object result) {
    return holdsNulls ? CachedNull.wrap(result) : result;
  }

  private static @Nullable Object unmarked(@Nullable Object stored) {
    return stored == null ? null : CachedNull.unwrap(stored);
  }

  private static CompletableFuture<@Nullable Object> failed(Throwable failure) {
    return CompletableFuture.failedFuture(original(failure));
  }

  /** A future with the failure itself, where a stage that depends on another has wrapped it. */
  private static CompletableFuture<@Nullable Object> ownOf(
      CompletionStage<@Nullable Object> stage) {
    CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
    var unused =
        stage.whenComplete(
            (stored, failure) -> {
              if (failure == null) {
                own.complete(unmarked(stored));
              } else {
                own.completeExceptionally(original(failure));
              }
            });
    return own;
  }

  private static Throwable original(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    Throwable known = cause == null ? failure : cause;
    return known instanceof CheckedFailure checked ? checked.failure() : known;
  }

  @Override
  public void put(Object key, @Nullable Object value, @Nullable Collection<String> tags) {
    Object stored = marked(value);
    if (stored == null) {
      cache.remove(key);
    } else if (tags == null) {
      cache.put(key, stored);
    } else {
      cache.put(key, stored, tags);
    }
  }

  @Override
  public void invalidateTags(Collection<String> tags) {
    cache.invalidateTags(tags);
  }

  @Override
  public void remove(Object key) {
    cache.remove(key);
  }

  @Override
  public void removeAll() {
    cache.removeAll();
  }

  /**
   * Fires an event in a cache of Nearfar.
   *
   * @return false if it is none
   */
  static boolean fire(Cache<?, ?> cache, String event) {
    if (!(cache instanceof NearfarCache<?, ?> ours)) {
      return false;
    }
    ours.fire(event);
    return true;
  }
}
