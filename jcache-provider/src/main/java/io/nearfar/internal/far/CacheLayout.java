package io.nearfar.internal.far;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a cache are on the server:
 *
 * <pre>
 * nf:{space/cache}           descriptor, a hash; also the name of the channel, in any database but
 *                            the first with @ and its number
 * nf:{space/cache}!s         mark, while a node frees dead entries
 * nf:{space/cache#fc}        clock of a segment
 * nf:{space/cache#fc}!t      clocks of its tags, a hash
 * nf:{space/cache#fc}:key    entry
 * nf:{space/cache#fc}!w:key  right of way, while there is contention
 * </pre>
 *
 * Immutable and thread-safe.
 */
final class CacheLayout {
  private static final byte[] TURN = bytes("!w:");
  private static final byte[] TAGS = bytes("!t");

  private final String cache;
  private final byte[] descriptor;
  private final byte[] channel;
  private final Segments segments;
  private final byte[][] metaKeys;
  private final byte[][] entryPrefixes;
  private final int[] slots;
  private final byte[] sweepKey;
  private final int descriptorSlot;
  private final byte[] pattern;

  /**
   * The layout of one cache.
   *
   * @param prefix what all keys begin with
   * @param namespace sets the caches of one application apart from those of others
   * @param cache the cache's name, as the application has it
   * @param segments those of the cache
   */
  CacheLayout(String prefix, String namespace, String cache, Segments segments) {
    this(prefix, namespace, cache, segments, /* database= */ 0);
  }

  /**
   * As above.
   *
   * @param database the number of the database: keys are in one, but channels are not
   */
  CacheLayout(String prefix, String namespace, String cache, Segments segments, int database) {
    this.cache = cache;
    this.segments = segments;
    String name = Names.escape(namespace) + '/' + Names.escape(cache);
    String begin = Names.escape(prefix) + '{';
    descriptor = bytes(begin + name + '}');
    channel = database == 0 ? descriptor : bytes(begin + name + "}@" + database);
    sweepKey = bytes(begin + name + "}!s");
    descriptorSlot = Segments.slot(name);
    // No character of it but these two asterisks means anything in a pattern: names are escaped.
    pattern = bytes(begin + name + "#*}:*");
    String[] tags = segments.tags(name);
    metaKeys = new byte[tags.length][];
    entryPrefixes = new byte[tags.length][];
    slots = new int[tags.length];
    for (int i = 0; i < tags.length; i++) {
      metaKeys[i] = bytes(begin + tags[i] + '}');
      entryPrefixes[i] = bytes(begin + tags[i] + "}:");
      slots[i] = Segments.slot(tags[i]);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The cache's name, for messages. */
  String cache() {
    return cache;
  }

  /** The segments of the cache. */
  Segments segments() {
    return segments;
  }

  /** The key of the descriptor; not to be changed. */
  byte[] descriptor() {
    return descriptor;
  }

  /** The key of the mark of who frees dead entries, in the descriptor's slot; not to be changed. */
  byte[] sweepKey() {
    return sweepKey;
  }

  /** The slot of the descriptor. */
  int descriptorSlot() {
    return descriptorSlot;
  }

  /** The name of the channel; not to be changed. */
  byte[] channel() {
    return channel;
  }

  /** What {@code SCAN} finds the entries with; not to be changed. */
  byte[] pattern() {
    return pattern;
  }

  /** The key of a segment's clock; not to be changed. */
  byte[] metaKey(int segment) {
    return metaKeys[segment];
  }

  /** The key of the clocks of a segment's tags. The scripts make it, too, from the other one. */
  byte[] tagsKey(int segment) {
    byte[] meta = metaKeys[segment];
    byte[] whole = Arrays.copyOf(meta, meta.length + TAGS.length);
    System.arraycopy(TAGS, 0, whole, meta.length, TAGS.length);
    return whole;
  }

  /** The slot of a segment. */
  int slot(int segment) {
    return slots[segment];
  }

  /** The key under which the server has an entry. */
  byte[] entryKey(int segment, byte[] key) {
    byte[] prefix = entryPrefixes[segment];
    byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, whole, prefix.length, key.length);
    return whole;
  }

  /** The key of the right of way for an entry. */
  byte[] turnKey(int segment, byte[] key) {
    byte[] meta = metaKeys[segment];
    byte[] whole = Arrays.copyOf(meta, meta.length + TURN.length + key.length);
    System.arraycopy(TURN, 0, whole, meta.length, TURN.length);
    System.arraycopy(key, 0, whole, meta.length + TURN.length, key.length);
    return whole;
  }

  /**
   * The reverse of {@link #entryKey}.
   *
   * @param whole a key that {@code SCAN} has found
   * @return the encoded key; null if the other is not the key of an entry of this cache
   */
  byte @Nullable [] keyOf(byte[] whole) {
    int brace = 0;
    while (brace < whole.length && whole[brace] != '}') {
      brace++;
    }
    int start = brace + 2;
    if (start > whole.length) {
      return null;
    }
    byte[] key = Arrays.copyOfRange(whole, start, whole.length);
    byte[] prefix = entryPrefixes[segments.of(key)];
    return prefix.length == start && Arrays.equals(prefix, 0, start, whole, 0, start) ? key : null;
  }
}
