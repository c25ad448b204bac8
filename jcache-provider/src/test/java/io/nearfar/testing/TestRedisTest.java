package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server that tests share. */
@Timeout(120)
class TestRedisTest {

  @Test
  void shared_isOne() {
    RedisEndpoint redis = TestRedis.shared();
    String key = TestRedis.namespace() + ":key";
    redis.command("SET", key, "value");
    assertThat(TestRedis.shared().command("GET", key)).isEqualTo("value");
    redis.command("DEL", key);
  }

  @Test
  void namespace_isNew() {
    assertThat(TestRedis.namespace()).isNotEqualTo(TestRedis.namespace()).matches("t[0-9a-f]{12}");
  }

  @Test
  void external_withPassword() {
    try (RedisServer redis =
        RedisServer.builder().password("secret").user("shop", "other", "~* +@all").start()) {
      String place = "127.0.0.1:" + redis.port();
      RedisEndpoint external = TestRedis.external("redis://:secret@" + place);
      assertThat(external.command("PING")).isEqualTo("PONG");
      assertThat(external.url()).isEqualTo(redis.url());
      assertThat(external.toString()).doesNotContain("secret");
      assertThat(TestRedis.external("redis://shop:other@" + place).command("ACL", "WHOAMI"))
          .isEqualTo("shop");
      assertThatThrownBy(external::flushAll).isInstanceOf(UnsupportedOperationException.class);
      RedisEndpoint stranger = TestRedis.external("redis://" + place);
      assertThatThrownBy(() -> stranger.command("PING")).hasMessageStartingWith("NOAUTH");
    }
  }

  @Test
  void external_notAnAddress() {
    for (String address : new String[] {"localhost:6379", "http://localhost", "redis:///x"}) {
      assertThatThrownBy(() -> TestRedis.external(address))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(TestRedis.VARIABLE);
    }
    assertThat(TestRedis.external("redis://example").port()).isEqualTo(6379);
  }
}
