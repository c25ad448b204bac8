package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.testing.RedisServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is in Redis survives the application, which loses only its near copies; the application
 * survives the end of its Redis.
 */
@ExtendWith(WildFlyExtension.class)
class RestartIT {

  private static final Duration WITHIN = Duration.ofMinutes(1);

  private static final List<String> READS =
      List.of(
          "api/products/3001",
          "api/products/3002",
          "api/products?category=travel-books",
          "api/reports/revenue-by-category");

  private CatalogueClient client;

  @BeforeEach
  void deploy(WildFlyServer server, RedisServer redis) {
    // Whatever ran before: nothing is cached.
    redis.flushAll();
    server.deploy(war());
    client = new CatalogueClient(server);
  }

  @AfterEach
  void undeploy(WildFlyServer server) {
    server.undeploy(war());
  }

  private List<String> readAll() {
    return READS.stream().map(client::read).toList();
  }

  @Test
  void redeploy_keepsWhatIsCached(WildFlyServer server) {
    assertThat(client.queriesOf(this::readAll)).isEqualTo(READS.size());
    List<String> before = readAll();

    server.undeploy(war());
    server.deploy(war());

    assertThat(client.queriesOf(() -> assertThat(readAll()).isEqualTo(before))).isZero();
  }

  @Test
  void redeploy_keepsChangedPrices(WildFlyServer server) {
    String product = "api/products/3003";
    client.put("api/products/3003/price", "{\"price\": 98765.43}");
    assertThat(client.read(product)).contains("\"price\":98765.43");

    server.undeploy(war());
    server.deploy(war());

    assertThat(client.read(product)).isEqualTo(client.read(product + "?nocache=true"));
    assertThat(client.read(product)).contains("\"price\":98765.43");
  }

  @Test
  void redisStops_readsSaySo_theyWorkAgainOnceItIsBack(RedisServer redis) {
    readAll();
    redis.kill();
    try {
      for (String path : READS) {
        // Near copies are served for a while; TwoServersIT looks at that.
        HttpResponse<String> answer =
            await(path + " without Redis")
                .atMost(WITHIN)
                .until(() -> client.get(path), response -> response.statusCode() != 200);
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.body()).contains("NEARFAR-").contains("Cache '");
      }
      assertThat(client.read("api/products/3001?nocache=true")).contains("\"id\":3001,");
    } finally {
      redis.start();
    }

    await("the application to find Redis again")
        .atMost(WITHIN)
        .until(() -> client.get(READS.get(0)).statusCode() == 200);
    readAll();
    assertThat(client.queriesOf(this::readAll)).isZero();
  }

  @Test
  void redisIsNotThereAtFirst_worksOnceItIs(WildFlyServer server, RedisServer redis) {
    server.undeploy(war());
    redis.kill();
    try {
      server.deploy(war());
      HttpResponse<String> answer = client.get(READS.get(0));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("NEARFAR-");
    } finally {
      redis.start();
    }
    await("the application to find Redis")
        .atMost(WITHIN)
        .until(() -> client.get(READS.get(0)).statusCode() == 200);
    assertThat(client.queriesOf(() -> client.read(READS.get(0)))).isZero();
  }
}
