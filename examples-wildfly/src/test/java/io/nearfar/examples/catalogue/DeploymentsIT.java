package io.nearfar.examples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The annotations work in archives of all shapes, and applications do not meet. */
@ExtendWith(WildFlyExtension.class)
class DeploymentsIT {
  private final WildFlyServer server;
  private final Deque<Path> deployed = new ArrayDeque<>();
  private Archives archives;

  DeploymentsIT(WildFlyServer server) {
    this.server = server;
  }

  @BeforeEach
  void makeArchivesIn(@TempDir Path directory) {
    archives = new Archives(directory);
  }

  @AfterEach
  void undeploy() {
    deployed.forEach(server::undeploy);
  }

  private void deploy(Path archive) {
    server.deploy(archive);
    deployed.push(archive);
  }

  /** The answer of a web application, which is also its name. */
  private String ask(String war, String question) {
    return new CatalogueClient(server, war).read("api/answers/" + question);
  }

  private void forget(String war, String question) {
    assertThat(new CatalogueClient(server, war).delete("api/answers/" + question).statusCode())
        .isEqualTo(204);
  }

  private void caches(String war) {
    assertThat(ask(war, "one")).isEqualTo(war + " 1");
    assertThat(ask(war, "one")).isEqualTo(war + " 1");
    assertThat(ask(war, "two")).isEqualTo(war + " 2");
    forget(war, "one");
    assertThat(ask(war, "one")).isEqualTo(war + " 3");
    assertThat(ask(war, "two")).isEqualTo(war + " 2");
  }

  /** Also if neither says whose the data in Redis are. */
  @Test
  void twoWars_sameCacheName_doNotMeet() throws IOException {
    deploy(archives.warOfAnybody("probe-a"));
    deploy(archives.warOfAnybody("probe-b"));
    caches("probe-a");
    caches("probe-b");
  }

  @Test
  void ear_librariesAroundTheWar() throws IOException {
    deploy(archives.ear("probes", List.of(archives.bareWar("probe-a"))));
    caches("probe-a");
  }

  @Test
  void ear_librariesInTheWar() throws IOException {
    deploy(archives.bareEar("probes", List.of(archives.war("probe-a"))));
    caches("probe-a");
  }

  /** Weld knows a modified annotation by its name only, and would serve the annotations of one. */
  @Test
  void ear_librariesInTwoWars_refused() throws IOException {
    Path ear =
        archives.bareEar("probes", List.of(archives.war("probe-a"), archives.war("probe-b")));
    assertThatThrownBy(() -> deploy(ear))
        .hasMessageContaining("NEARFAR-CDI-011")
        .hasMessageContaining("into the lib directory of the EAR");
  }

  /** What has the libraries in common is one application. */
  @Test
  void ear_librariesAroundTwoWars_shareCaches() throws IOException {
    deploy(
        archives.ear(
            "probes",
            List.of(archives.warWithoutBeans("probe-a"), archives.warWithoutBeans("probe-b")),
            archives.beans()));
    caches("probe-a");
    assertThat(ask("probe-b", "one")).isEqualTo("probe-a 3");
    forget("probe-b", "one");
    assertThat(ask("probe-a", "one")).isEqualTo("probe-a 4");
  }

  /** No class loader finds the beans of both. */
  @Test
  void ear_librariesAroundTwoWarsWithBeans_refusesWhatIsOfTheOther() throws IOException {
    deploy(
        archives.ear("probes", List.of(archives.bareWar("probe-a"), archives.bareWar("probe-b"))));
    caches("probe-a");
    assertThat(new CatalogueClient(server, "probe-b").get("api/answers/one").body())
        .contains("NEARFAR-CDI-003", "of another class loader");
    assertThat(ask("probe-b", "three")).isEqualTo("probe-b 1");
  }
}
