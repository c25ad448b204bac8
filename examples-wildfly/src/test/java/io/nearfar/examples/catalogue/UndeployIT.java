package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Undeploying the application leaves nothing of Nearfar in the server, again and again. */
@ExtendWith(WildFlyExtension.class)
class UndeployIT {

  private static final Duration COLLECTED_WITHIN = Duration.ofMinutes(2);

  @Test
  void undeploy_leavesNothing_redeploy_worksAgain(WildFlyServer server)
      throws IOException, JMException {
    CatalogueClient client = new CatalogueClient(server);
    try (JvmView jvm = new JvmView(server)) {
      for (int round = 1; round <= 2; round++) {
        server.deploy(war());
        try {
          client.read("api/products/2001");
          client.read("api/products?category=garden-tools");
          client.read("api/search?words=oak");
          client.read("api/reports/revenue-by-category");
          client.read("api/catalogue/caches");
          client.read("api/entries/heard");
          client.read("api/deliveries/13");
          assertThat(client.put("api/deliveries?days=3", "").statusCode()).isEqualTo(204);
          assertThat(client.post("api/visitors/ann/last-seen/2001").statusCode()).isEqualTo(200);
          assertThat(client.queriesOf(() -> client.read("api/products/2001"))).isZero();
          assertThat(jvm.beans()).as("MBeans, round %d", round).hasSizeGreaterThanOrEqualTo(6);
          assertThat(jvm.classes()).as("classes, round %d", round).isNotEmpty();
        } finally {
          server.undeploy(war());
        }
        assertThat(jvm.beans()).as("MBeans left, round %d", round).isEmpty();
        assertThat(jvm.threads()).as("threads left, round %d", round).isEmpty();
        await("classes to be unloaded, round " + round)
            .atMost(COLLECTED_WITHIN)
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(
                () -> {
                  assertThat(jvm.classes()).isEmpty();
                });
      }
    }
  }
}
