package io.nearfar.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Leaving out tests: only those on the list, of which each must exist. */
class LeftOutFilterTest {

  @Test
  void listedTests_areNotRun() {
    LeftOutFilter filter = new LeftOutFilter("left-out-test.txt");
    SummaryGeneratingListener summary = new SummaryGeneratingListener();

    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Listed.class))
                .filters(filter)
                .build(),
            summary);

    assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(1);
    assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(1);
    assertThat(LeftOutFilter.leftOut()).containsExactly(Listed.class.getName() + "#fails");
    assertThat(filter.unknown()).containsExactly(Listed.class.getName() + "#renamed");
  }

  @Test
  void noReason_isRefused() {
    assertThatThrownBy(() -> new LeftOutFilter("left-out-without-reason.txt"))
        .hasMessageContaining("'a.B#c'");
  }

  @Test
  void noList_isRefused() {
    assertThatThrownBy(() -> new LeftOutFilter("nowhere.txt")).hasMessageContaining("nowhere.txt");
  }

  /** JUnit 4, as the TCK. */
  public static class Listed {
    @org.junit.Test
    public void fails() {
      throw new AssertionError();
    }

    @org.junit.Test
    public void passes() {}
  }
}
