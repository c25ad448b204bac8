package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.Tags;
import java.time.Duration;
import java.util.Set;

/**
 * What is to become invalid.
 *
 * @param keys the keys of entries
 * @param tags the tags of entries
 * @param fence whether no load that is under way, of whatever key, may store its value
 * @param hold whether it begins or ends a time in which nothing of it is served or stored
 * @param holdTime when a hold ends by itself
 * @param <K> the key type
 */
public record InvalidationWish<K>(
    Set<K> keys, Tags tags, boolean fence, Hold hold, Duration holdTime) {

  /** Entries by their keys. */
  public static <K> InvalidationWish<K> ofKeys(Set<K> keys) {
    return of(keys, Tags.NONE);
  }

  /** Entries by their tags. */
  public static <K> InvalidationWish<K> ofTags(Tags tags) {
    return of(Set.of(), tags);
  }

  /** Entries by their keys, and by their tags. */
  public static <K> InvalidationWish<K> of(Set<K> keys, Tags tags) {
    return new InvalidationWish<>(keys, tags, /* fence= */ false, Hold.NONE, Duration.ZERO);
  }

  /** Loads under way, whatever their keys. */
  static <K> InvalidationWish<K> ofLoads() {
    return new InvalidationWish<>(Set.of(), Tags.NONE, /* fence= */ true, Hold.NONE, Duration.ZERO);
  }

  /** The same, with a hold. */
  public InvalidationWish<K> with(Hold wanted, Duration time) {
    return new InvalidationWish<>(keys, tags, fence, wanted, time);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return keys.isEmpty() && tags.isEmpty() && !fence;
  }
}
