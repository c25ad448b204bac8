package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where the data are: keys that every release must find. */
class CacheLayoutTest {
  private final Segments segments = Segments.OF_CLUSTER;
  private final CacheLayout layout = new CacheLayout("nf:", "shop", "orders", segments);

  /** Channels belong to the server, keys to one of its databases. */
  @Test
  void channels_ofDatabasesAreDifferent() {
    CacheLayout other = new CacheLayout("nf:", "shop", "orders", segments, 3);
    assertThat(new String(layout.channel(), UTF_8)).isEqualTo("nf:{shop/orders}");
    assertThat(new String(other.channel(), UTF_8)).isEqualTo("nf:{shop/orders}@3");
    assertThat(other.descriptor()).isEqualTo(layout.descriptor());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void names() {
    assertThat(text(layout.descriptor())).isEqualTo("nf:{shop/orders}");
    assertThat(text(layout.pattern())).isEqualTo("nf:{shop/orders#*}:*");
    assertThat(text(layout.metaKey(0))).matches("nf:\\{shop/orders#[0-9a-f]+}");
    assertThat(text(layout.entryKey(0, "k".getBytes(UTF_8))))
        .isEqualTo(text(layout.metaKey(0)) + ":k");
    assertThat(text(layout.tagsKey(0))).isEqualTo(text(layout.metaKey(0)) + "!t");
  }

  @Test
  void names_escaped() {
    CacheLayout strange = new CacheLayout("p{}:", "a/b", "*}?[ü", segments);
    assertThat(text(strange.descriptor())).isEqualTo("p%7B%7D:{a%2Fb/%2A%7D%3F%5B%C3%BC}");
    assertThat(Names.escape("A-z.0_:%")).isEqualTo("A-z.0_:%25");
  }

  /** Any two triples of namespace, cache, and key have different keys, and none has two. */
  @Test
  void names_differentStayDifferent() {
    Map<String, List<String>> owners = new HashMap<>();
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      List<String> triple = List.of(strange(random), strange(random), strange(random));
      CacheLayout one = new CacheLayout("nf:", triple.get(0), triple.get(1), segments);
      byte[] key = triple.get(2).getBytes(UTF_8);
      int segment = segments.of(key);
      List<byte[]> keys =
          List.of(
              one.entryKey(segment, key),
              one.turnKey(segment, key),
              one.metaKey(segment),
              one.tagsKey(segment),
              one.descriptor(),
              one.sweepKey());
      for (int kind = 0; kind < keys.size(); kind++) {
        // Clocks are the segment's, the last two are one of the cache's.
        String part = kind < 2 ? triple.get(2) : kind < 4 ? "#" + segment : "";
        List<String> owner = List.of("" + kind, triple.get(0), triple.get(1), part);
        List<String> before = owners.putIfAbsent(text(keys.get(kind)), owner);
        assertThat(before == null ? owner : before).isEqualTo(owner);
      }
    }
  }

  /** Up to three characters of those that mean something. */
  private static String strange(Random random) {
    String some = "a%:/#{}!w2F";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(some.charAt(random.nextInt(some.length())));
    }
    return text.toString();
  }

  @Test
  void keyOf_reverses() {
    for (String key : new String[] {"", "k", "a:b", "}:", "{x}"}) {
      byte[] bytes = key.getBytes(UTF_8);
      assertThat(layout.keyOf(layout.entryKey(segments.of(bytes), bytes))).isEqualTo(bytes);
    }
    byte[] key = "k".getBytes(UTF_8);
    int other = (segments.of(key) + 1) % segments.count();
    assertThat(layout.keyOf(layout.entryKey(other, key))).isNull();
    assertThat(layout.keyOf(layout.metaKey(3))).isNull();
    assertThat(layout.keyOf(layout.tagsKey(3))).isNull();
    assertThat(layout.keyOf("foreign".getBytes(UTF_8))).isNull();
    assertThat(layout.keyOf(new byte[0])).isNull();
  }
}
