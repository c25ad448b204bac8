package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the data are: keys that every release must find. */
class CacheLayoutTest {
  private final CacheLayout layout = new CacheLayout("nf:", "shop", "orders");

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void segment_spreadEvenly() {
    int[] count = new int[Segments.COUNT];
    for (int i = 0; i < 64_000; i++) {
      count[Segments.of(("key" + i).getBytes(UTF_8))]++;
    }
    for (int keys : count) {
      assertThat(keys).isBetween(700, 1300);
    }
  }

  @Test
  void tags_oneInEachShareOfTheSlots() {
    for (String name : new String[] {"shop/orders", "a/b", "x%7B/y"}) {
      String[] tags = Segments.tags(name);
      Set<String> distinct = new HashSet<>();
      for (int i = 0; i < tags.length; i++) {
        assertThat(Segments.slot(tags[i]) / 256).isEqualTo(i);
        assertThat(tags[i]).startsWith(name + "#");
        distinct.add(tags[i]);
      }
      assertThat(distinct).hasSize(Segments.COUNT);
    }
  }

  @Test
  void slot_asTheServerComputesIt() {
    // The example of the cluster specification.
    assertThat(Segments.slot("123456789")).isEqualTo(0x31C3);
  }

  @Test
  void names() {
    assertThat(text(layout.descriptor())).isEqualTo("nf:{shop/orders}");
    assertThat(text(layout.pattern())).isEqualTo("nf:{shop/orders#*}:*");
    assertThat(text(layout.metaKey(0))).matches("nf:\\{shop/orders#[0-9a-f]+}");
    assertThat(text(layout.entryKey(0, "k".getBytes(UTF_8))))
        .isEqualTo(text(layout.metaKey(0)) + ":k");
  }

  @Test
  void names_escaped() {
    CacheLayout strange = new CacheLayout("p{}:", "a/b", "*}?[ü");
    assertThat(text(strange.descriptor())).isEqualTo("p%7B%7D:{a%2Fb/%2A%7D%3F%5B%C3%BC}");
    assertThat(Names.escape("A-z.0_%")).isEqualTo("A-z.0_%25");
  }

  @Test
  void keyOf_reverses() {
    for (String key : new String[] {"", "k", "a:b", "}:", "{x}"}) {
      byte[] bytes = key.getBytes(UTF_8);
      assertThat(layout.keyOf(layout.entryKey(Segments.of(bytes), bytes))).isEqualTo(bytes);
    }
    byte[] key = "k".getBytes(UTF_8);
    int other = (Segments.of(key) + 1) % Segments.COUNT;
    assertThat(layout.keyOf(layout.entryKey(other, key))).isNull();
    assertThat(layout.keyOf(layout.metaKey(3))).isNull();
    assertThat(layout.keyOf("foreign".getBytes(UTF_8))).isNull();
    assertThat(layout.keyOf(new byte[0])).isNull();
  }
}
