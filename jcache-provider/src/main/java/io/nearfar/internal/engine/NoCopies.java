package io.nearfar.internal.engine;

import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.Tags;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: every operation goes to the far tier. */
final class NoCopies<K, V> implements Copies<K, V> {

  @Override
  public @Nullable Question ask(byte[] key) {
    return null;
  }

  @Override
  public long suspected(K key) {
    return 0;
  }

  @Override
  public V found(@Nullable Question asked, K key, Entry entry, long asOf, V value) {
    return value;
  }

  @Override
  public @Nullable V still(@Nullable Question asked, K key, Entry entry, long asOf) {
    return null;
  }

  @Override
  public void absent(@Nullable Question asked, K key, long asOf) {}

  @Override
  public void changed(
      @Nullable Question asked, K key, Change change, @Nullable V value, Reply reply) {}

  @Override
  public void unknown(K key) {}

  @Override
  public void met(K key, byte[] bytes, long version) {}

  @Override
  public void tagged(Tags tags, long[] versions) {}

  @Override
  public void suspect(long[] versions) {}

  @Override
  public void cleared(long[] versions) {}

  @Override
  public void clearUnknown() {}

  @Override
  public boolean serves(K key) {
    return false;
  }

  @Override
  public void bury(K key, NearEntry<V> dead) {}
}
