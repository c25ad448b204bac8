package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other versions, where Docker is there. */
class RedisImagesTest {

  @Tag("docker")
  @ParameterizedTest
  @MethodSource("io.nearfar.testing.RedisImages#names")
  void start_answers(String image) {
    RedisContainer redis = RedisImages.start(image, "--maxmemory", "10mb");
    try (redis) {
      assertThat(redis.command("PING")).isEqualTo("PONG");
      assertThat(redis.info("server")).containsKey("redis_version");
      assertThat(redis.command("CONFIG", "GET", "maxmemory").toString()).contains("10485760");
    }
    assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void run_commandIsNotThere() {
    assertThat(RedisImages.run(Duration.ofSeconds(5), "no-such-command-anywhere").succeeded())
        .isFalse();
  }
}
