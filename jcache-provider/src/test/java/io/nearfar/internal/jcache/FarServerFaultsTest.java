package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.FarNode.awaitFailure;
import static io.nearfar.internal.jcache.FarNode.awaitWell;
import static io.nearfar.internal.jcache.FarNode.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespException;
import io.nearfar.testing.TestThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One server that can't be used, or not now: what callers hear. */
class FarServerFaultsTest {

  @Test
  void pingInterval_silenceIsTried() {
    try (RedisServer redis = RedisServer.builder().start();
        FarNode node = new FarNode("url", redis.url(), "ping-interval", "100ms")) {
      node.cache("orders").put("k", "v");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> redis.calls().getOrDefault("ping", 0L) > 2);
    }
  }

  @Test
  void busy_scriptRuns_saysSoThenWorks() throws Exception {
    try (RedisServer redis = RedisServer.builder().config("lua-time-limit 50").start();
        FarNode node = new FarNode("url", redis.url())) {
      Cache<String, String> cache = node.cache("orders");
      cache.put("k", "v");
      TestThreads.Running<Boolean> script =
          TestThreads.start(
              () -> {
                try {
                  redis.command("EVAL", "while true do end", "0");
                  return false;
                } catch (RespException killed) {
                  return true;
                }
              });
      awaitFailure(() -> cache.put("k", "w"), "NEARFAR-0409");
      awaitFailure(() -> cache.get("k"), "NEARFAR-0409");
      redis.command("SCRIPT", "KILL");
      assertThat(script.result()).isTrue();
      awaitWell(cache);
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  @Test
  void loading_saysSoThenWorks() throws Exception {
    try (RedisServer redis =
            RedisServer.builder()
                .config("enable-debug-command yes")
                .config("loading-process-events-interval-bytes 1024")
                .start();
        FarNode node = new FarNode("url", redis.url())) {
      Cache<String, String> cache = node.cache("orders");
      Map<String, String> all = new HashMap<>();
      for (int i = 0; i < 1000; i++) {
        all.put("k" + i, "v");
      }
      cache.putAll(all);
      redis.command("CONFIG", "SET", "key-load-delay", "2000");
      TestThreads.Running<Object> reload =
          TestThreads.start(() -> redis.command("DEBUG", "RELOAD"));
      awaitFailure(() -> cache.get("k1"), "NEARFAR-0409");
      reload.result();
      awaitWell(cache);
      assertThat(cache.get("k1")).isEqualTo("v");
    }
  }

  @Test
  void hangsAtStart_saysSo() {
    try (RedisServer redis = RedisServer.builder().start();
        FarNode node =
            new FarNode("url", redis.url(), "timeout", "300ms", "connect-timeout", "300ms")) {
      redis.pause();
      assertThat(failure(() -> node.cache("orders")).getMessage())
          .containsAnyOf("NEARFAR-0401", "NEARFAR-0403");
      redis.resume();
      node.cache("orders").put("k", "v");
    }
  }

  @Test
  void oldServer_refused() throws Exception {
    try (OldServer old = new OldServer("6.0.16");
        FarNode node = new FarNode("url", old.url())) {
      CacheException failure = failure(() -> node.cache("orders"));
      assertThat(failure).hasMessageContaining("NEARFAR-0417").hasMessageContaining("6.0.16");
    }
  }
}
