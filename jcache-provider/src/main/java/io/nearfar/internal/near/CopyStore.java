package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import io.nearfar.spi.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A near tier in front of a far one: copies, each with the version as of which it is true.
 *
 * <p>A copy becomes visible by one rule only (docs/coherence.md, "The install rule"): nothing older
 * than what this node has heard or seen of its key is ever installed. Heard: announcements of
 * changes, {@link #changed}. Seen: replies, {@link #learn}; so a reply that was on its way while a
 * later one has been and gone can't bring the past back.
 *
 * <p>Thread-safe, never blocks but for the map's short bin locks, and one for invalidations of
 * tags.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class CopyStore<K, V> extends NearStore<K, V> {
  private final ConcurrentMap<K, NearEntry<V>> map;
  private final AtomicReferenceArray<NearSegment> segments;

  /**
   * A store over a map; nothing is served before {@link #confirm}.
   *
   * @param map holds the entries and evicts; owned by the store from now on
   * @param ticker the clock of deadlines and staleness
   * @param segments how many segments the far tier has
   */
  public CopyStore(ConcurrentMap<K, NearEntry<V>> map, Ticker ticker, int segments) {
    super(map, ticker);
    this.map = map;
    this.segments = new AtomicReferenceArray<>(segments);
    for (int i = 0; i < segments; i++) {
      this.segments.set(i, new NearSegment(0, ticker.nanos()));
    }
  }

  /**
   * {@inheritDoc} Compiled for the maps and entries of copies alone: which those of caches without
   * a far tier are is of no concern here. There is no version below which all copies are dead: what
   * covers all entries comes segment by segment, and each copy asks its own.
   *
   * <p>The clock is read first: a copy may be served that was fresh when the read began. Processors
   * read their clock in order, after all loads before it; so the misses of the map's and the copy's
   * own loads need not be over before the clock can be read.
   */
  @Override
  public @Nullable NearEntry<V> get(K key) {
    long now = ticker.nanos();
    Copy<V> copy = (Copy<V>) map.get(key);
    return copy != null && copy.serves(now) ? copy : null;
  }

  // ---- replies

  /** To be asked before the far tier is: what is learned from its reply refers to this. */
  public Question ask(int segment) {
    NearSegment now = segments.get(segment);
    return new Question(segment, now, now.highWater());
  }

  /**
   * A question to the far tier.
   *
   * @param number the segment's number
   * @param segment what is known of its history when the question is sent
   * @param highWater the newest version that was known when it was sent
   */
  public record Question(int number, NearSegment segment, long highWater) {}

  /**
   * Learns what a reply says about a key. To be called before the application is told.
   *
   * @param question what was asked
   * @param key kept if the copy is: must not be the application's own, if that may change
   * @param fact the answer
   * @return false if the reply is older than what was known before it was asked for: the far tier
   *     has another history now
   */
  public boolean learn(Question question, K key, Fact<V> fact) {
    NearSegment segment = question.segment();
    if (fact.asOf() < question.highWater()) {
      return false;
    }
    map.compute(key, (k, present) -> next(question, k, present, fact));
    segment.saw(fact.asOf());
    return true;
  }

  private @Nullable NearEntry<V> next(
      Question question, K key, @Nullable NearEntry<V> present, Fact<V> fact) {
    NearSegment segment = question.segment();
    if (segment.ended()) {
      // The new history may go on from the old one, as after a restart that has lost nothing: who
      // is told of this must not be told of anything older afterwards.
      segments.get(question.number()).overtake(key, fact.asOf());
      return present == null || present.version() < fact.asOf() ? null : present;
    }
    Copy<V> copy = present instanceof Copy<V> c && c.segment() == segment ? c : null;
    if (copy != null && !fact.tellsMoreThan(copy)) {
      return copy;
    }
    boolean late = segment.overtaken(key, fact.asOf());
    segment.overtake(key, fact.asOf());
    return late || !segment.confirmed() ? null : copyOf(segment, fact, copy);
  }

  private static <V> @Nullable Copy<V> copyOf(
      NearSegment segment, Fact<V> fact, @Nullable Copy<V> earlier) {
    V value = fact.value();
    if (value != null) {
      return Copy.of(value, fact.shared(), segment, fact);
    }
    long version = fact.entryVersion();
    if (earlier == null || version == 0 || version != earlier.entryVersion()) {
      return null;
    }
    return earlier instanceof TaggedCopy<V> tagged
        ? new TaggedCopy<>(tagged, fact)
        : Copy.of(earlier.value(), earlier.shared(), segment, fact);
  }

  /** A copy that can't be served, of which the far tier may say that it still holds; or null. */
  public @Nullable Copy<V> suspect(K key) {
    Copy<V> copy = (Copy<V>) find(key);
    return copy == null || copy.segment().ended() || copy.useless(ticker) ? null : copy;
  }

  /** Forgets a copy, because nobody knows what has become of the entry. */
  public void forget(K key) {
    map.remove(key);
  }

  /** The ticker's time. */
  public long now() {
    return ticker.nanos();
  }

  /**
   * The ticker's time at a time of the server, or a little earlier; now, as long as the server's
   * time is not known.
   */
  public long localTime(Question question, long serverMicros) {
    NearSegment segment = question.segment();
    return segment.confirmed() ? segment.localTime(serverMicros) : now();
  }

  // ---- announcements

  /**
   * Hears that an entry was changed.
   *
   * @return whether a copy was dropped for it
   */
  public boolean changed(int segment, K key, long version) {
    NearSegment now = segments.get(segment);
    // First, so that a fact that is older and being installed right now is either refused, or in
    // the map when this looks.
    now.overtake(key, version);
    boolean[] dropped = new boolean[1];
    // Not computeIfPresent: maps may answer that without a lock, as long as the key is absent.
    map.compute(
        key,
        (k, present) -> {
          dropped[0] = present != null && present.version() < version;
          return dropped[0] ? null : present;
        });
    return dropped[0];
  }

  /** Hears that all entries of a segment are gone that are not newer than a version. */
  public void cleared(int segment, long version) {
    segments.get(segment).clear(version);
  }

  /** Hears that the entries of a segment are gone that carry a tag and are not newer. */
  public void tagged(int segment, Tags tags, long version) {
    segments.get(segment).invalidate(tags, version);
  }

  /** Hears that anything in a segment may have been changed up to a version. */
  public void suspect(int segment, long version) {
    segments.get(segment).suspect(version);
  }

  /**
   * Hears that a segment has another history than was thought, which has come to a version. To be
   * called by one thread at a time.
   */
  public void forked(int segment, long version) {
    NearSegment next = new NearSegment(version, ticker.nanos());
    // The end comes first: or else a late reply would be noted where nobody looks any more, while
    // replies to new questions, which may be older, are looked up here already.
    segments.get(segment).end();
    segments.set(segment, next);
  }

  /**
   * Everything that was acknowledged before a moment has been heard.
   *
   * @param until when that will be too long ago to be relied on, by the ticker
   * @param serverEpoch the ticker's time at the server's time 0, the earliest estimate
   */
  public void confirm(int segment, long until, long serverEpoch) {
    segments.get(segment).confirm(until, serverEpoch);
  }

  /** Serves nothing of a segment until it is confirmed again. */
  public void bypass(int segment) {
    segments.get(segment).bypass(ticker.nanos());
  }

  /** The newest version of a segment that any reply has shown. */
  public long highWater(int segment) {
    return segments.get(segment).highWater();
  }

  /** {@inheritDoc} Suspect copies are kept: it may turn out that they still hold. */
  @Override
  public Sweep<K, V> sweep(Consumer<Map.Entry<K, NearEntry<V>>> dead) {
    return new Sweep<>(map, entry -> !((Copy<V>) entry).useless(ticker), dead);
  }
}
