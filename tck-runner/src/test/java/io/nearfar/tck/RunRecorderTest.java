package io.nearfar.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Path;
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
    run(new RunRecorder(directory.resolve(RunReport.RECORD).toString()));

    RunReport report = RunReport.read(directory);
    assertThat(report.excluded())
        .containsExactly(
            Excluded.class.getName() + "#fails", Excluded.class.getName() + "#failsToo");
    assertThat(report.classes())
        .containsExactly(Excluded.class.getName(), Executed.class.getName());
    assertThat(report.jdk()).isEqualTo(System.getProperty("java.version"));
  }

  @Test
  void noFile_isIdle() {
    run(new RunRecorder(""));

    assertThat(directory).isEmptyDirectory();
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
