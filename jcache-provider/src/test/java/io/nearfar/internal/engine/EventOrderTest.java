package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.engine.CacheEvent.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events whose turn does not come. */
class EventOrderTest {

  /** Say, because an earlier listener waits for the thread that has the later event. */
  @Test
  void earlierEventNeverDelivered_laterOneIs() throws Exception {
    TestEvents<String, String> told = new TestEvents<>();
    Background background = new Background();
    try {
      EventOrder<String, String> order =
          new EventOrder<>(told, background.waits(), Duration.ofMillis(1));
      Thread earlier = new Thread(() -> order.enqueue("key", event("first")));
      earlier.start();
      earlier.join();
      order.enqueue("key", event("second")).deliver();
      assertThat(told.all()).extracting(CacheEvent::value).containsExactly("second");
    } finally {
      background.close();
    }
  }

  private static List<CacheEvent<String, String>> event(String value) {
    return List.of(new CacheEvent<>(Kind.CREATED, "key", value, null));
  }
}
