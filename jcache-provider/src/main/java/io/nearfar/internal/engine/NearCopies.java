package io.nearfar.internal.engine;

import io.nearfar.internal.near.Copy;
import io.nearfar.internal.near.CopyStore;
import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.internal.near.Fact;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.spi.Copier;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.Tags;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the far tier's replies into facts for the near tier.
 *
 * <p>A change that this node has made is a fact as of its own version: its announcement, when it
 * comes back, finds the copy as new as itself and leaves it.
 */
final class NearCopies<K, V> implements Copies<K, V> {
  private static final byte[] NOTHING = {};

  private final CopyStore<K, V> near;
  private final FarStore store;
  private final Copier copier;
  private final CopyLife life;
  private final IntConsumer regressed;
  private final LongAdder revalidated = new LongAdder();

  /**
   * Copies in a store.
   *
   * @param regressed told of a segment whose reply is older than what was known before
   */
  NearCopies(
      CopyStore<K, V> near,
      FarStore store,
      Copier copier,
      ExpiryRule expiry,
      IntConsumer regressed) {
    this.near = near;
    this.store = store;
    this.copier = copier;
    this.life = new CopyLife(expiry);
    this.regressed = regressed;
  }

  @Override
  public Question ask(byte[] key) {
    return near.ask(store.segmentOf(key));
  }

  @Override
  public long suspected(K key) {
    Copy<V> copy = life.rereads() ? near.suspect(key) : null;
    return copy == null ? 0 : copy.entryVersion();
  }

  @Override
  public V found(@Nullable Question asked, K key, Entry entry, long asOf, V value) {
    boolean shared = copier.shares(value);
    learn(asked, key, fact(asked, asOf, value, shared, entry));
    return shared ? value : copier.copy(value);
  }

  @Override
  public @Nullable V still(@Nullable Question asked, K key, Entry entry, long asOf) {
    Copy<V> copy = near.suspect(key);
    if (copy == null || copy.entryVersion() != entry.version()) {
      return null;
    }
    revalidated.increment();
    learn(asked, key, known(asked, asOf, entry));
    return copy.shared() ? copy.value() : copier.copy(copy.value());
  }

  @Override
  public void absent(@Nullable Question asked, K key, long asOf) {
    learn(asked, key, Fact.unknown(asOf));
  }

  @Override
  public void changed(
      @Nullable Question asked, K key, Change change, @Nullable V value, Reply reply) {
    Entry old = reply.old();
    learn(
        asked,
        key,
        switch (reply.status()) {
          case CREATED, UPDATED ->
              value == null || reply.version() == 0 || isGone(change, reply)
                  ? Fact.unknown(reply.asOf())
                  : fact(asked, reply.asOf(), value, copier.shares(value), stored(change, reply));
          case PRESENT, MISMATCH ->
              old == null ? Fact.unknown(reply.asOf()) : known(asked, reply.asOf(), old);
          case REMOVED, ABSENT, NOT_STORED, OUTDATED -> Fact.unknown(reply.asOf());
        });
  }

  /** An update that ends the entry's life. */
  private static boolean isGone(Change change, Reply reply) {
    return reply.status() == FarStore.Status.UPDATED && change.updateTtlNanos() == 0;
  }

  /** The entry that a change has stored, its value aside. */
  private static Entry stored(Change change, Reply reply) {
    return new Entry(NOTHING, reply.version(), reply.expireAtMicros(), change.tags());
  }

  private Fact<V> fact(@Nullable Question asked, long asOf, V value, boolean shared, Entry entry) {
    Question question = Objects.requireNonNull(asked);
    long end = entry.expireAtMicros();
    return life.keeps(end)
        ? new Fact<>(
            asOf, value, shared, entry.version(), life.deadline(near, question, end), entry.tags())
        : Fact.unknown(asOf);
  }

  /** An entry is there of which a copy may exist. */
  private Fact<V> known(@Nullable Question asked, long asOf, Entry entry) {
    Question question = Objects.requireNonNull(asked);
    long end = entry.expireAtMicros();
    return life.keeps(end)
        ? new Fact<>(asOf, null, false, entry.version(), life.deadline(near, question, end))
        : Fact.unknown(asOf);
  }

  private void learn(@Nullable Question asked, K key, Fact<V> fact) {
    Question question = Objects.requireNonNull(asked);
    // A key that a copy keeps must not be the caller's, who may change it.
    if (!near.learn(question, fact.value() == null ? key : copier.copy(key), fact)) {
      regressed.accept(question.number());
    }
  }

  @Override
  public void unknown(K key) {
    near.forget(key);
  }

  @Override
  public void met(K key, byte[] bytes, long version) {
    near.changed(store.segmentOf(bytes), key, version);
  }

  @Override
  public void tagged(Tags tags, long[] versions) {
    for (int segment = 0; segment < versions.length; segment++) {
      if (versions[segment] == 0) {
        unknown(segment);
      } else {
        near.tagged(segment, tags, versions[segment]);
      }
    }
  }

  @Override
  public void suspect(long[] versions) {
    for (int segment = 0; segment < versions.length; segment++) {
      if (versions[segment] == 0) {
        unknown(segment);
      } else {
        near.suspect(segment, versions[segment]);
      }
    }
  }

  @Override
  public void cleared(long[] versions) {
    for (int segment = 0; segment < versions.length; segment++) {
      near.cleared(segment, versions[segment]);
    }
  }

  @Override
  public void clearUnknown() {
    for (int segment = 0; segment < store.segments(); segment++) {
      unknown(segment);
    }
  }

  /** Anything may have happened to the entries of a segment. */
  private void unknown(int segment) {
    near.suspect(segment, near.highWater(segment) + 1);
  }

  @Override
  public boolean serves(K key) {
    NearEntry<V> copy = near.find(key);
    return copy != null && near.live(copy);
  }

  @Override
  public void bury(K key, NearEntry<V> dead) {
    near.remove(key, dead);
  }

  /** How many suspect copies turned out to hold still. */
  long revalidated() {
    return revalidated.sum();
  }
}
