package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Caches that read and write through. Covered: put, get, process. */
class WriterAndLoaderTest {

  /** A source that counts what is deleted, and whose writer may use the cache. */
  private static final class Source implements Loader<String, String>, EntryWriter<String, String> {
    private int deletions;
    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch writing = new CountDownLatch(1);
    private boolean slow;
    private @Nullable CacheEngine<String, String> usedByWriter;

    @Override
    public @Nullable String load(String key) {
      loading.countDown();
      if (slow) {
        await(writing);
      }
      return "loaded";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      return Map.of();
    }

    @Override
    public void write(String key, String value) {
      writing.countDown();
      if (usedByWriter != null) {
        usedByWriter.get(key);
      }
    }

    @Override
    public void writeAll(Map<String, String> entries) {
      entries.clear();
    }

    @Override
    public void delete(String key) {
      deletions++;
    }

    @Override
    public void deleteAll(Set<String> keys) {
      keys.clear();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final Source source = new Source();

  @Test
  void processRemove_afterALoad_deletesFromTheSource() {
    try (EngineFixture<String, String> fixture =
        EngineFixture.<String, String>near().loader(source).writer(source).build()) {
      String seen =
          fixture
              .engine()
              .process(
                  "key",
                  entry -> {
                    String value = entry.value();
                    entry.remove();
                    return value;
                  });
      assertThat(seen).isEqualTo("loaded");
      assertThat(source.deletions).isEqualTo(1);
    }
  }

  /**
   * The writer holds the lock of the key, the load waits for it to store, the writer for the load.
   */
  @Test
  void writerThatReadsTheKeyThatIsBeingLoaded_endsAll() throws Exception {
    try (EngineFixture<String, String> fixture =
        EngineFixture.<String, String>near().loader(source).writer(source).build()) {
      CacheEngine<String, String> engine = fixture.engine();
      source.slow = true;
      source.usedByWriter = engine;
      Running<String> reader = TestThreads.start(() -> engine.get("key"));
      Source.await(source.loading);
      engine.put("key", "written");
      assertThat(reader.result()).isEqualTo("loaded");
      assertThat(engine.get("key")).isEqualTo("written");
    }
  }
}
