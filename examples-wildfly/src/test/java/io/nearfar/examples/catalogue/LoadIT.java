package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.examples.load.Comparison;
import io.nearfar.examples.load.Comparison.Measured;
import io.nearfar.examples.load.Extent;
import io.nearfar.examples.load.Figures;
import io.nearfar.examples.load.Kind;
import io.nearfar.examples.load.Load;
import io.nearfar.examples.load.Rounds;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The load of {@link LoadComparison} in small: what it counts must be as promised. How long it
 * takes is of no concern.
 */
@ExtendWith(WildFlyExtension.class)
class LoadIT {

  private static final String PROFILE = "nearfar.profile";

  /** Few products: so that a short load reads each of them more than once. */
  private static final int PRODUCTS = 500;

  private static final int CONNECTIONS = 4;

  private final WildFlyServer server;
  private boolean deployed;
  private boolean profile;

  LoadIT(WildFlyServer server) {
    this.server = server;
  }

  @AfterEach
  void cleanUp() {
    if (deployed) {
      server.undeploy(war());
    }
    if (profile) {
      server.removeProperty(PROFILE);
    }
  }

  private void deploy() {
    server.deploy(war());
    deployed = true;
  }

  private Figures load(Load load, long requests) throws IOException, InterruptedException {
    return load.run(Extent.ofRequests(requests, CONNECTIONS, PRODUCTS));
  }

  /** Prices were changed all the time; what caches hold must be what the database has now. */
  private static void assertAnswersAreThoseOfTheDatabase(CatalogueClient client) {
    for (int product = 1; product <= PRODUCTS; product++) {
      assertSame(client, "api/products/" + product + "?");
    }
    for (String department : SampleWords.DEPARTMENTS) {
      for (String kind : SampleWords.KINDS) {
        assertSame(client, "api/products?category=" + department + '-' + kind + '&');
      }
    }
    for (String material : SampleWords.MATERIALS) {
      for (String kind : SampleWords.KINDS) {
        assertSame(client, "api/search?words=" + material + '+' + kind + '&');
      }
    }
  }

  private static void assertSame(CatalogueClient client, String path) {
    assertThat(client.read(path)).as(path).isEqualTo(client.read(path + "nocache=true"));
  }

  @Test
  void caches_answerMostReads_andSpareTheDatabase(RedisServer redis)
      throws IOException, InterruptedException {
    redis.flushAll();
    deploy();
    Load load = Load.on(List.of(server.http("catalogue")));
    load(load, 6_000);
    Figures cached = load(load, 3_000);
    assertAnswersAreThoseOfTheDatabase(new CatalogueClient(server));
    server.undeploy(war());
    deployed = false;

    server.setProperty(PROFILE, "uncached");
    profile = true;
    deploy();
    Figures notShared = load(load, 500);
    Figures uncached = load(Load.pastCaches(List.of(server.http("catalogue"))), 500);

    assertThat(cached.all().count()).isEqualTo(3_000);
    assertThat(cached.kinds().get(Kind.PRODUCT).count()).isBetween(1_500L, 2_500L);
    assertThat(cached.counts().hitRatio()).isGreaterThan(0.90);
    assertThat(cached.counts().nearHitRatio()).isGreaterThan(0.85);
    assertThat(notShared.counts().hitRatio()).isZero();
    assertThat(notShared.counts().misses()).isGreaterThan(400);
    assertThat(uncached.counts().misses()).isZero();
    assertThat(uncached.queriesPerRequest()).isGreaterThanOrEqualTo(1);
    Comparison comparison =
        new Comparison(
            new Rounds(List.of(new Measured(cached, 1, 1, 1))),
            new Rounds(List.of(new Measured(uncached, 1, 1, 1))));
    assertThat(comparison.partOfQueries()).isLessThan(0.20);
    assertThat(comparison.report("test", "- In small\n"))
        .contains(
            "| hit ratio | 9", "F6 (≤ 20 %) reached", "F6 (> 90 %) reached", "| search | 30.00 %");
  }
}
