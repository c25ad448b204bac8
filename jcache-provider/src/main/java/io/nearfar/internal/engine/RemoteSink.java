package io.nearfar.internal.engine;

import io.nearfar.spi.Tags;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what other nodes have changed. Called on the link's loop, one thing after the other: must
 * not block, and not fail.
 *
 * @param <K> the key type
 */
public interface RemoteSink<K> {

  /**
   * An entry was changed.
   *
   * @param key makes the key, on any thread and any number of times, an own object each time; gives
   *     null if it can't be read
   * @param stored whether a value was stored; otherwise the entry was removed
   */
  void changed(Supplier<@Nullable K> key, boolean stored);

  /** The entries that carry one of some tags are invalid. */
  void invalidated(Tags tags);

  /** All entries were removed. */
  void cleared();

  /** Changes may have been missed; which, is not known. */
  void missed();
}
