package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two servers with one Redis and one database. Each keeps copies of what it has read; none shows
 * for long what the other has changed.
 */
class TwoServersIT {

  private static final Duration WITHIN = Duration.ofMinutes(1);

  /**
   * How long near copies are served for certain without Redis: {@code near.max-staleness} is 5
   * seconds, counted from the last answer of Redis, which on a busy machine may be old.
   */
  private static final Duration SERVED_FOR = Duration.ofSeconds(2);

  private static final String REPORT = "api/reports/revenue-by-category";

  private static RedisServer redis;
  private static SharedDatabase database;
  private static WildFlyServer serverA;
  private static WildFlyServer serverB;
  private static CatalogueClient a;
  private static CatalogueClient b;

  @BeforeAll
  static void start() throws IOException {
    redis = RedisServer.builder().start();
    database = SharedDatabase.start();
    serverA = start("A");
    serverB = start("B");
    a = new CatalogueClient(serverA);
    b = new CatalogueClient(serverB);
  }

  private static WildFlyServer start(String name) throws IOException {
    WildFlyServer server = WildFlyServer.start(ServerOptions.of(name, redis.url()).with(database));
    server.deploy(war());
    return server;
  }

  @AfterAll
  static void stop() throws IOException {
    for (WildFlyServer server : new WildFlyServer[] {serverA, serverB}) {
      if (server != null) {
        server.close();
      }
    }
    if (database != null) {
      database.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void answers_nameTheServer() {
    assertThat(a.get("api/products/1").headers().firstValue("Served-By")).hasValue("A");
    assertThat(b.get("api/products/1").headers().firstValue("Served-By")).hasValue("B");
    assertThat(b.get("api/products/20001").headers().firstValue("Served-By")).hasValue("B");
    assertThat(a.read("api/catalogue/queries")).contains("\"server\":\"A\"");
    assertThat(b.read("api/catalogue/queries")).contains("\"server\":\"B\"");
  }

  @Test
  void bothReadTheSameDatabase() {
    a.put("api/products/4601/price", price("777.07"));

    assertThat(b.read("api/products/4601?nocache=true")).contains("777.07");
  }

  @Test
  void whatOneHasRead_costsTheOtherNoQuery() {
    List<String> reads =
        List.of("api/products/4001", "api/products?category=kitchen-lamps", REPORT);
    List<String> readByA = reads.stream().map(a::read).toList();

    assertThat(
            b.queriesOf(() -> assertThat(reads.stream().map(b::read).toList()).isEqualTo(readByA)))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void priceChangedOnOne_isShownByTheOther(boolean byA) {
    CatalogueClient writer = byA ? a : b;
    CatalogueClient reader = byA ? b : a;
    String price = byA ? "11111.01" : "22222.02";
    String product = "api/products/4105";
    String category = "api/products?category=garden-electronics";
    List<String> others = List.of("api/products/4106", "api/products?category=garden-textiles");
    writer.read(product);
    readAll(reader, others);
    assertThat(reader.read(product)).doesNotContain(price);
    assertThat(reader.read(category)).doesNotContain(price);
    String reportBefore = reader.read(REPORT);

    assertThat(writer.put(product + "/price", price(price)).statusCode()).isEqualTo(200);

    assertThat(
            reader.queriesOf(
                () -> {
                  await("the new price of the product")
                      .atMost(WITHIN)
                      .until(() -> reader.read(product).contains(price));
                  await("the new price in the category")
                      .atMost(WITHIN)
                      .until(() -> reader.read(category).contains(price));
                  await("a new report")
                      .atMost(WITHIN)
                      .until(() -> !reader.read(REPORT).equals(reportBefore));
                  readAll(reader, others);
                }))
        .as("queries for product, category and report, and none for the others")
        .isEqualTo(3);
    assertCached(writer, List.of(product, category, REPORT));
  }

  @Test
  void entry_isShownOnBoth_asTheyHaveIt() {
    String entry = "api/entries/products/4801";
    assertThat(a.read(entry)).contains("\"answered\":\"DATABASE\"", "\"server\":\"A\"");
    assertThat(b.read(entry)).contains("\"answered\":\"FAR\"", "\"server\":\"B\"");
    assertThat(b.read(entry)).contains("\"answered\":\"NEAR\"");
    String tag = "invalidated product:4801\"";

    a.put("api/products/4801/price", price("888.08"));

    await("B to hear of it").atMost(WITHIN).until(() -> b.read("api/entries/heard").contains(tag));
    assertThat(b.read("api/entries/heard"))
        .contains("\"cache\":\"products\"", "\"own\":false,\"what\":\"" + tag)
        .doesNotContain("\"own\":true,\"what\":\"" + tag);
    assertThat(a.read("api/entries/heard")).contains("\"own\":true,\"what\":\"" + tag);
    assertThat(b.read(entry)).contains("\"answered\":\"DATABASE\"", "888.08");
    assertThat(a.read(entry)).contains("\"answered\":\"FAR\"", "888.08");
  }

  @Test
  void serverThatHasReadNothing_hearsOfChanges() {
    serverB.undeploy(war());
    serverB.deploy(war());
    // As the page asks before it changes anything.
    awaitLink(b);

    a.put("api/products/4802/price", price("888.09"));

    await("B to hear of it")
        .atMost(WITHIN)
        .until(() -> b.read("api/entries/heard").contains("invalidated product:4802\""));
  }

  private static void awaitLink(CatalogueClient client) {
    client.read("api/entries/heard");
    await("the link of the products")
        .atMost(WITHIN)
        .until(
            () ->
                client
                    .read("api/catalogue/caches")
                    .matches(".*\"cache\":\"products\"[^}]*\"link\":\"linked\".*"));
  }

  @Test
  void browser_showsThatTheOtherServerHears() throws IOException {
    Browser browser = Browser.find();
    String script =
        ScriptedPage.READY
            + """
            const form = document.getElementById("entry");
            form.elements.product.value = "4803";
            await until(() => {
              const both = text("nodes").split("no change heard since").length === 3;
              const done = both && !form.elements.read.disabled;
              if (!done) {
                form.elements.read.click();
              }
              return done;
            });
            form.elements.price.click();
            """;
    awaitLink(a);
    awaitLink(b);
    try (ScriptedPage page = ScriptedPage.of(serverA.http("catalogue"), script)) {
      serverA.setProperty(Peer.PROPERTY, serverB.http("catalogue").toString());
      serverB.setProperty(Peer.PROPERTY, page.address().toString());

      assertThat(browser.open(page.address()))
          .contains("The price is changed. The other server has heard of it.")
          .contains("invalidated product:4803, heard at ")
          .contains("invalidated product:4803 by this server, at ")
          .doesNotContain("no change heard since;");
    } finally {
      serverA.removeProperty(Peer.PROPERTY);
      serverB.removeProperty(Peer.PROPERTY);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void discountOnOne_changesTheProductsOfTheSupplier_othersStayCached(boolean byA) {
    CatalogueClient writer = byA ? a : b;
    CatalogueClient reader = byA ? b : a;
    long supplier = byA ? 21 : 22;
    List<String> discounted = productsOf(supplier);
    List<String> others = productsOf(supplier + 10);
    BigDecimal before = priceOf(reader.read(discounted.get(0)));
    readAll(writer, discounted);
    readAll(reader, discounted);
    readAll(reader, others);

    HttpResponse<String> answer = writer.put(discount(supplier), "{\"amount\": 0.01}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    BigDecimal after = before.subtract(new BigDecimal("0.01"));

    assertThat(
            reader.queriesOf(
                () -> {
                  await("the new price")
                      .atMost(WITHIN)
                      .until(() -> priceOf(reader.read(discounted.get(0))).equals(after));
                  readAll(reader, discounted);
                }))
        .isEqualTo(discounted.size());
    for (String product : discounted) {
      assertThat(reader.read(product)).isEqualTo(reader.read(product + "?nocache=true"));
    }
    assertCached(reader, others);
    assertCached(writer, discounted);
  }

  @Test
  void discountOnOne_changesTheListsOfItsCategories_andTheReport() {
    long supplier = 41;
    String product = productsOf(supplier).get(0);
    String inside = categoryOf(a.read(product));
    String list = "api/products?category=" + inside;
    String outside = "api/products?category=" + categoryWithout(supplier);
    for (CatalogueClient client : List.of(a, b)) {
      readAll(client, List.of(list, outside, REPORT));
    }
    String listBefore = b.read(list);
    String reportBefore = b.read(REPORT);

    assertThat(a.put(discount(supplier), "{\"amount\": 0.01}").statusCode()).isEqualTo(200);

    await("a new list").atMost(WITHIN).until(() -> !b.read(list).equals(listBefore));
    await("a new report").atMost(WITHIN).until(() -> !b.read(REPORT).equals(reportBefore));
    assertThat(b.read(list)).isEqualTo(b.read(list + "&nocache=true"));
    assertCached(b, List.of(list, outside, REPORT));
    assertCached(a, List.of(list, outside, REPORT));
  }

  @Test
  void discountThatIsTooHigh_isRolledBack_cachesStayWarm() {
    long supplier = 51;
    List<String> reads = new ArrayList<>(productsOf(supplier));
    reads.add("api/products?category=" + categoryOf(a.read(reads.get(0))));
    reads.add(REPORT);
    for (CatalogueClient client : List.of(a, b)) {
      readAll(client, reads);
    }
    List<String> before = reads.stream().map(b::read).toList();

    HttpResponse<String> answer = a.put(discount(supplier), "{\"amount\": 1000}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("its price would be -");
    for (CatalogueClient client : List.of(a, b)) {
      assertCached(client, reads);
      assertThat(reads.stream().map(client::read).toList()).isEqualTo(before);
    }
    assertThat(b.read(reads.get(0) + "?nocache=true")).isEqualTo(before.get(0));
  }

  private static String discount(long supplier) {
    return "api/suppliers/" + supplier + "/discount";
  }

  private static void readAll(CatalogueClient client, List<String> paths) {
    paths.forEach(client::read);
  }

  /** From Redis or from copies. */
  private static void assertCached(CatalogueClient client, List<String> paths) {
    assertThat(client.queriesOf(() -> readAll(client, paths))).as("queries for %s", paths).isZero();
  }

  /** The first products of a supplier, all of different categories. */
  private static List<String> productsOf(long supplier) {
    return database
        .query(
            "select min(id) from product where supplier_id = "
                + supplier
                + " group by category_id order by 1 limit 3")
        .stream()
        .map(id -> "api/products/" + id)
        .toList();
  }

  private static String categoryWithout(long supplier) {
    return database
        .query(
            "select name from category where id not in"
                + " (select category_id from product where supplier_id = "
                + supplier
                + ") order by id limit 1")
        .get(0);
  }

  private static String categoryOf(String product) {
    return member(product, "\"category\":\"([^\"]+)\"");
  }

  private static BigDecimal priceOf(String product) {
    return new BigDecimal(member(product, "\"price\":([0-9.]+)"));
  }

  private static String member(String json, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    assertThat(matcher.find()).as("%s in %s", pattern, json).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void productDeletedOnOne_isGoneOnTheOther(boolean byA) {
    CatalogueClient writer = byA ? a : b;
    CatalogueClient reader = byA ? b : a;
    String product = byA ? "api/products/4201" : "api/products/4301";
    String category = "api/products?category=garden-lamps";
    String id = product.replace("api/products/", "\"id\":") + ",";
    assertThat(reader.read(product)).contains(id);
    assertThat(reader.read(category)).contains(id);

    assertThat(writer.delete(product).statusCode()).isEqualTo(200);

    await("the product to be gone")
        .atMost(WITHIN)
        .until(() -> reader.get(product).statusCode() == 404);
    await("the category without it")
        .atMost(WITHIN)
        .until(() -> !reader.read(category).contains(id));
    assertThat(writer.delete(product).statusCode()).isEqualTo(404);
  }

  @Test
  void serverKilled_theOtherGoesOn_itsSuccessorFindsWhatIsCached() throws IOException {
    List<String> reads =
        List.of("api/products/4401", "api/products/4402", "api/products?category=toys-books");
    reads.forEach(b::read);

    serverB.kill();

    reads.forEach(a::read);
    assertThat(a.put("api/products/4401/price", price("333.03")).statusCode()).isEqualTo(200);
    assertThat(a.read("api/products/4401")).contains("333.03");
    List<String> shownByA = reads.stream().map(a::read).toList();

    serverB.close();
    serverB = start("B");
    b = new CatalogueClient(serverB);

    assertThat(
            b.queriesOf(() -> assertThat(reads.stream().map(b::read).toList()).isEqualTo(shownByA)))
        .isZero();
    a.put("api/products/4402/price", price("444.04"));
    await("the successor to hear of changes")
        .atMost(WITHIN)
        .until(() -> b.read("api/products/4402").contains("444.04"));
  }

  enum Outage {
    HANGS("4501", RedisServer::pause, RedisServer::resume),
    IS_KILLED("4511", RedisServer::kill, RedisServer::start);

    /** Its own: a change that a hanging Redis hears late may hold the product for a minute. */
    private final String product;

    private final Consumer<RedisServer> begin;
    private final Consumer<RedisServer> end;

    Outage(String product, Consumer<RedisServer> begin, Consumer<RedisServer> end) {
      this.product = product;
      this.begin = begin;
      this.end = end;
    }
  }

  @ParameterizedTest
  @EnumSource
  void redisAway_copiesAreServedForAWhile_thenReadsSaySo_thenAllWorks(Outage outage) {
    // A change tells the lists and the report, too, and their caches can't be opened without Redis.
    b.read("api/products?category=garden-tools");
    b.read("api/reports/revenue-by-category");
    String product = "api/products/" + outage.product;
    String copy = b.read(product);
    assertThat(b.read(product)).isEqualTo(copy);

    long start = System.nanoTime();
    outage.begin.accept(redis);
    try {
      HttpResponse<String> answer =
          await("copies to be too old")
              .atMost(WITHIN)
              .until(
                  () -> {
                    HttpResponse<String> response = b.get(product);
                    if (System.nanoTime() - start < SERVED_FOR.toNanos()) {
                      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                    }
                    return response;
                  },
                  response -> response.statusCode() != 200);
      assertSaysSo(answer);
      assertSaysSo(b.get(product));
      // Never read before: there is no copy.
      assertSaysSo(b.get("api/products/4502"));
      // What can't be announced is not changed.
      assertSaysSo(b.put(product + "/price", price("777.07")));
      assertThat(b.read(product + "?nocache=true")).isEqualTo(copy);
    } finally {
      outage.end.accept(redis);
    }

    for (CatalogueClient client : List.of(a, b)) {
      await("Redis to be found again")
          .atMost(WITHIN)
          .until(() -> client.get(product).statusCode() == 200);
    }
    String price = copy.contains("555.05") ? "666.06" : "555.05";
    assertThat(b.read(product)).isEqualTo(copy);
    assertThat(a.put(product + "/price", price(price)).statusCode()).isEqualTo(200);
    await("the new price").atMost(WITHIN).until(() -> b.read(product).contains(price));
  }

  private static void assertSaysSo(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.body()).contains("NEARFAR-").contains("Cache 'products'");
  }

  private static String price(String price) {
    return "{\"price\": " + price + "}";
  }
}
