package io.nearfar.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jsr107.tck.testutil.AllTestExcluder;
import org.junit.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.rules.MethodRule;

/** The recorder: excluded tests, class order, idleness. */
class RunRecorderTest {

  @TempDir Path directory;

  @Test
  void excludedTest_isRecorded() throws IOException {
    run(recorder(type -> false, () -> 0));

    RunReport report = RunReport.read(directory);
    assertThat(report.excluded())
        .containsExactly(
            Excluded.class.getName() + "#fails", Excluded.class.getName() + "#failsToo");
    assertThat(report.classes())
        .containsExactly(Excluded.class.getName(), Executed.class.getName());
    assertThat(report.jdk()).isEqualTo(System.getProperty("java.version"));
    assertThat(report.idle()).isEmpty();
    assertThat(report.vacuous()).isEqualTo(2);
  }

  @Test
  void testWithoutReads_isIdle() throws IOException {
    run(recorder(type -> true, () -> 7));

    RunReport report = RunReport.read(directory);
    assertThat(report.idle())
        .containsExactly(
            Excluded.class.getName() + "#fails",
            Excluded.class.getName() + "#failsToo",
            Executed.class.getName() + "#passes");
    assertThat(report.vacuous()).isEqualTo(3);
  }

  @Test
  void testWithReads_isNotIdle() throws IOException {
    run(recorder(Executed.class.getName()::equals, new AtomicLong()::incrementAndGet));

    assertThat(RunReport.read(directory).idle()).isEmpty();
  }

  @Test
  void testWhoseReadsAreUnknown_isIdle() throws IOException {
    run(
        recorder(
            Executed.class.getName()::equals,
            () -> {
              throw new IllegalStateException("as expected");
            }));

    assertThat(RunReport.read(directory).idle())
        .containsExactly(Executed.class.getName() + "#passes");
  }

  @Test
  void reads_areThoseOfAllCaches() {
    try (CachingProvider provider = Caching.getCachingProvider();
        CacheManager manager = provider.getCacheManager()) {
      long before = CacheReads.total();
      for (String name : List.of("one", "two")) {
        Cache<String, String> cache =
            manager.createCache(
                name, new MutableConfiguration<String, String>().setStatisticsEnabled(true));
        cache.put("key", "value");
        assertThat(cache.get("key")).isNotNull();
        assertThat(cache.get("other")).isNull();
      }

      assertThat(CacheReads.total() - before).isEqualTo(4);
    }
  }

  @Test
  void noFile_isIdle() {
    run(new RunRecorder("", type -> true, () -> 0));

    assertThat(directory).isEmptyDirectory();
  }

  private RunRecorder recorder(Predicate<String> mustRead, LongSupplier reads) {
    return new RunRecorder(directory.resolve(RunReport.RECORD).toString(), mustRead, reads);
  }

  private static void run(RunRecorder recorder) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Excluded.class), selectClass(Executed.class))
                .build(),
            recorder);
  }

  /** JUnit 4, and left out the way the TCK leaves tests out. */
  public static class Excluded {
    @Rule public MethodRule rule = new AllTestExcluder();

    @org.junit.Test
    public void fails() {
      throw new AssertionError();
    }

    @org.junit.Test
    public void failsToo() {
      throw new AssertionError();
    }
  }

  /** JUnit 4, and run. */
  public static class Executed {
    @org.junit.Test
    public void passes() {}
  }
}
