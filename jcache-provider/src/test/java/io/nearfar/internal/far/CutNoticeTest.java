package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.far.ClientSettings.Mode;
import io.nearfar.spi.FarException;
import io.nearfar.testing.FaultyWire;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.WireCount;
import io.netty.bootstrap.Bootstrap;
import java.lang.reflect.Field;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.misc.AsyncSemaphore;

/** What becomes of connections that are cut. */
class CutNoticeTest {
  private static final int MANY = 500;

  /** No more connections than the pool has can have been there before. */
  private static final int POOL = 50;

  /**
   * As by a proxy that has lost its server. The driver makes connections again that were cut, two
   * at a time; the others wait, and end each other's waiting by recursion.
   */
  @Test
  void cutBeforeTheyWereMade_areNotMadeAgain() throws Exception {
    try (RedisServer redis = RedisServer.builder().start();
        FaultyWire wire = FaultyWire.to(redis, /* seed= */ 1)) {
      FarClient client =
          FarClient.connect(
              FarFixture.settings(Mode.STANDALONE, Duration.ofSeconds(1), wire.url()));
      try {
        wire.refuse(true);
        wire.cut(FaultyWire.Which.ALL);
        TestThreads.together(
            16,
            thread -> {
              while (wire.count(WireCount.REFUSED) < MANY) {
                assertThatThrownBy(() -> client.call(ping(), "orders"))
                    .isInstanceOf(FarException.class);
              }
            });
        assertThat(waiting(client).queueSize()).isLessThanOrEqualTo(POOL);
      } finally {
        client.close();
      }
    }
  }

  private static Call ping() {
    return new Call(new RedisCommand<>("PING"), /* slot= */ 0, /* isChange= */ false);
  }

  /** The connections that the driver is to make again. */
  private static AsyncSemaphore waiting(FarClient client) throws ReflectiveOperationException {
    Object redis = client.masters().get(0).getClient();
    Bootstrap bootstrap = (Bootstrap) field(redis, "bootstrap");
    Object watchdog = field(bootstrap.config().handler(), "connectionWatchdog");
    return (AsyncSemaphore) field(watchdog, "semaphore");
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }
}
