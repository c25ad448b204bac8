package io.nearfar.examples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The smaller packages of the application, on two servers: values that only the cache has, entry
 * processors, values that come later, events.
 */
class VisitorsAndDeliveriesIT {

  private static final Duration WITHIN = Duration.ofMinutes(1);

  private static TwoServers servers;
  private static CatalogueClient a;
  private static CatalogueClient b;

  @BeforeAll
  static void start() throws IOException {
    servers = TwoServers.start("rooms", BuildOutput.war());
    a = servers.a("catalogue");
    b = servers.b("catalogue");
  }

  @AfterAll
  static void stop() throws IOException {
    if (servers != null) {
      servers.close();
    }
  }

  private static String look(CatalogueClient client, String visitor, long product) {
    HttpResponse<String> answer = client.post("api/visitors/" + visitor + "/last-seen/" + product);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static void awaitLastSeen(CatalogueClient client, String visitor, long product) {
    String expected = "\"product\":" + product + ",";
    await("the other server to know it")
        .atMost(WITHIN)
        .until(
            () -> client.get("api/visitors/" + visitor + "/last-seen").body().contains(expected));
  }

  private static void awaitUnknown(CatalogueClient client, String visitor) {
    await("the visitor to be forgotten")
        .atMost(WITHIN)
        .until(() -> client.get("api/visitors/" + visitor + "/last-seen").statusCode() == 404);
  }

  @Test
  void lastSeen_isKnownOnBothServers_untilTheVisitorIsForgotten() {
    awaitUnknown(b, "ann");

    look(a, "ann", 101);
    awaitLastSeen(b, "ann", 101);
    look(b, "ann", 102);
    awaitLastSeen(a, "ann", 102);

    assertThat(a.delete("api/visitors/ann/last-seen").statusCode()).isEqualTo(204);
    awaitUnknown(a, "ann");
    awaitUnknown(b, "ann");
  }

  @Test
  void allVisitors_areForgottenOnBothServers() {
    look(a, "bob", 103);
    look(b, "cid", 104);
    awaitLastSeen(b, "bob", 103);
    awaitLastSeen(a, "cid", 104);

    assertThat(b.delete("api/visitors").statusCode()).isEqualTo(204);

    for (CatalogueClient client : List.of(a, b)) {
      awaitUnknown(client, "bob");
      awaitUnknown(client, "cid");
    }
  }

  @Test
  void unknownProduct_isNotRemembered() {
    assertThat(a.post("api/visitors/dan/last-seen/20001").statusCode()).isEqualTo(404);
    assertThat(a.get("api/visitors/dan/last-seen").statusCode()).isEqualTo(404);
  }

  @Test
  void visitsOnBothServers_atTheSameTime_areAllCounted() {
    Pattern count = Pattern.compile(".*\"visits\":(\\d+)}");
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<CompletableFuture<Integer>> visits =
        IntStream.range(0, 200)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> look(number % 2 == 0 ? a : b, "visitor-" + number, 105), threads))
            .map(
                answer ->
                    answer.thenApply(
                        body -> Integer.parseInt(count.matcher(body).replaceFirst("$1"))))
            .toList();

    assertThat(visits.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
    threads.shutdown();
    assertThat(look(b, "eve", 105)).contains("\"visits\":201");
  }

  /** They are in the same manager as the caches whose changes the page shows. */
  @Test
  void theirCaches_areNoneOfThoseWhoseChangesAreShown() {
    look(a, "fay", 107);
    a.read("api/deliveries/41");

    a.read("api/entries/heard");
    assertThat(a.read("api/entries/products/107")).contains("\"server\":");
    look(b, "fay", 108);
    awaitLastSeen(a, "fay", 108);
    assertThat(a.read("api/entries/heard")).doesNotContain("fay");
  }

  @Test
  void delivery_isReadOnceForBothServers() {
    awaitReadOnce(/* firstSupplier= */ 60, 200);
  }

  @Test
  void unknownSupplier_isAskedForOnce() {
    awaitReadOnce(/* firstSupplier= */ 251, 404);
  }

  /**
   * Each try with another supplier: who reads first is given the answer before it is stored, and
   * the other one may be faster than that.
   */
  private static void awaitReadOnce(int firstSupplier, int status) {
    AtomicInteger supplier = new AtomicInteger(firstSupplier);
    await("an answer that costs the other server no query")
        .atMost(WITHIN)
        .until(
            () -> {
              String delivery = "api/deliveries/" + supplier.getAndIncrement();
              HttpResponse<String> first = a.get(delivery);
              assertThat(first.statusCode()).isEqualTo(status);
              return b.queriesOf(() -> assertThat(b.get(delivery).body()).isEqualTo(first.body()))
                  == 0;
            });
  }

  @Test
  void newTimes_areShownByBoth_refusedOnesChangeNothing() {
    List<String> suppliers = List.of("api/deliveries/21", "api/deliveries/22");
    for (CatalogueClient client : List.of(a, b)) {
      suppliers.forEach(client::read);
    }

    assertThat(a.put("api/deliveries?days=30", "").statusCode()).isEqualTo(204);
    for (String supplier : suppliers) {
      await("the new time").atMost(WITHIN).until(() -> b.read(supplier).contains("\"days\":30,"));
      assertThat(a.read(supplier)).contains("\"days\":30,");
    }

    HttpResponse<String> refused = b.put("api/deliveries?days=366", "");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("0 to 365");
    assertThat(b.put("api/deliveries", "").statusCode()).isEqualTo(400);
    assertThat(b.put("api/deliveries?days=soon", "").statusCode()).isEqualTo(400);
    assertThat(a.queriesOf(() -> suppliers.forEach(a::read))).isZero();

    assertThat(b.put("api/deliveries?days=2", "").statusCode()).isEqualTo(204);
    for (String supplier : suppliers) {
      await("the new time").atMost(WITHIN).until(() -> a.read(supplier).contains("\"days\":2,"));
    }
  }
}
