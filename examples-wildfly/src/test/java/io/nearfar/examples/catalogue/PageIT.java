package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page is made of, what it asks this server for, and what a browser makes of it. */
@ExtendWith(WildFlyExtension.class)
class PageIT {

  private static final String PEER = "http://127.0.0.1:1/catalogue/";

  private static URI root;
  private static CatalogueClient client;

  @BeforeAll
  static void deploy(WildFlyServer server) {
    server.deploy(war());
    root = server.http("catalogue");
    client = new CatalogueClient(server);
  }

  @AfterAll
  static void undeploy(WildFlyServer server) {
    server.undeploy(war());
  }

  @Test
  void page_isAllThere() {
    String page = client.read("");
    assertThat(page).contains("api/reports/revenue-by-category");
    List<String> files = found(page, "(?:src|href)=\"((?:js/)?[a-z]+\\.(?:js|css))\"");
    assertThat(files).containsExactlyInAnyOrder("catalogue.css", "js/page.js");
    for (String file : files) {
      assertThat(client.read(file)).as(file).isNotBlank();
    }
    for (String script : List.of("js/page.js", "js/compare.js", "js/entry.js", "js/caches.js")) {
      List<String> modules = found(client.read(script), "from \"\\./([a-z]+\\.js)\"");
      assertThat(modules).as(script).hasSizeGreaterThan(1);
      for (String module : modules) {
        assertThat(client.get("js/" + module).headers().firstValue("Content-Type"))
            .as(module)
            .hasValueSatisfying(type -> assertThat(type).contains("javascript"));
      }
    }
  }

  @Test
  void linksOfThePage_areAnswered() {
    List<String> links = found(client.read(""), "href=\"(api/[^\"]+)\"");
    assertThat(links).hasSizeGreaterThan(5);
    links.forEach(client::read);
  }

  @Test
  void answers_sayHowLongTheyTook() {
    assertThat(client.get("api/products/1101").headers().firstValue("Server-Timing"))
        .hasValueSatisfying(timing -> assertThat(timing).matches("app;dur=\\d+\\.\\d{3}"));
  }

  @Test
  void entry_isReadFromTheDatabase_thenFromItsCopy() {
    assertThat(client.read("api/entries/products/1102"))
        .contains("\"answered\":\"DATABASE\"", "\"id\":1102,", "\"micros\":", "\"at\":\"20");
    assertThat(client.read("api/entries/products/1102")).contains("\"answered\":\"NEAR\"");

    client.put("api/products/1102/price", "{\"price\": 54.32}");
    assertThat(client.read("api/entries/products/1102"))
        .contains("\"answered\":\"DATABASE\"", "\"price\":54.32");
    assertThat(client.get("api/entries/products/20001").statusCode()).isEqualTo(404);
  }

  @Test
  void caches_countNearHitsAndMisses() {
    String name = "\"cache\":\"searches\"";
    client.read("api/search?words=round+glass");
    assertThat(client.read("api/catalogue/caches")).contains(name, "\"link\":\"linked\"");
    long misses = figure("misses");
    long nearHits = figure("nearHits");
    long farHits = figure("farHits");
    long copies = figure("nearEntries");

    client.read("api/search?words=quiet+glass");
    client.read("api/search?words=quiet+glass");
    client.read("api/search?words=quiet+glass");

    assertThat(figure("misses")).isEqualTo(misses + 1);
    assertThat(figure("nearHits")).isEqualTo(nearHits + 2);
    assertThat(figure("nearEntries")).isEqualTo(copies + 1);
    assertThat(figure("farHits")).isEqualTo(farHits);
  }

  /** Of the cache {@code searches}. */
  private static long figure(String name) {
    String caches = client.read("api/catalogue/caches");
    String searches =
        Arrays.stream(caches.split("\\}"))
            .filter(one -> one.contains("\"cache\":\"searches\""))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(found(searches, '"' + name + "\":(\\d+)").get(0));
  }

  @Test
  void search_secondReadCostsNoQuery() {
    String path = "api/search?words=plain+steel";
    assertThat(client.queriesOf(() -> client.read(path))).isEqualTo(1);
    // The same words, as somebody else types them.
    assertThat(client.queriesOf(() -> client.read("api/search?words=+Plain++STEEL+"))).isZero();
    assertThat(client.queriesOf(() -> client.read(path + "&nocache=true"))).isEqualTo(1);

    String result = client.read(path);
    assertThat(result).isEqualTo(client.read(path + "&nocache=true"));
    assertThat(found(result, "\"name\":\"(Plain steel [^\"]+)\"")).hasSize(20);
  }

  @Test
  void search_findsNoWildcards() {
    assertThat(client.read("api/search?words=st%25dy")).contains("\"products\":[]");
    assertThat(client.read("api/search?words=st_rdy")).contains("\"products\":[]");
    assertThat(client.read("api/search?words=st!rdy")).contains("\"products\":[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?words=", "?words=+", "?words=a+b+c+d+e+f"})
  void search_refused(String query) {
    assertThat(client.get("api/search" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void priceChange_dropsTheSearchesThatShowTheProduct_andNoOthers() {
    String search = "api/search?words=foldable+bamboo";
    String other = "api/search?words=compact+cork";
    String shown = found(client.read(search), "\"id\":(\\d+)").get(3);
    client.read(other);

    client.put("api/products/" + shown + "/price", "{\"price\": 77777.01}");

    assertThat(client.queriesOf(() -> client.read(other))).isZero();
    assertThat(
            client.queriesOf(() -> assertThat(client.read(search)).contains("\"price\":77777.01")))
        .isEqualTo(1);
  }

  @Test
  void discount_dropsTheSearchesThatShowProductsOfTheSupplier() {
    String search = "api/search?words=classic+wool";
    String supplier = found(client.read(search), "\"supplierId\":(\\d+)").get(0);

    client.put("api/suppliers/" + supplier + "/discount", "{\"amount\": 0.01}");

    assertThat(client.queriesOf(() -> client.read(search))).isEqualTo(1);
    assertThat(client.read(search)).isEqualTo(client.read(search + "&nocache=true"));
  }

  @Test
  void forgetCategory_dropsWhatIsCachedOfIt_andNothingElse() {
    // Product 1 belongs to category 2 of 100, and so on.
    List<String> inside =
        List.of(
            "api/products/1201",
            "api/products?category=garden-lamps",
            "api/search?words=garden-lamps");
    List<String> outside = List.of("api/products/1202", "api/products?category=garden-chairs");
    inside.forEach(client::read);
    outside.forEach(client::read);
    assertThat(client.queriesOf(() -> inside.forEach(client::read))).isZero();

    assertThat(client.delete("api/categories/garden-lamps/cached").statusCode()).isEqualTo(204);

    assertThat(client.queriesOf(() -> outside.forEach(client::read))).isZero();
    assertThat(client.queriesOf(() -> inside.forEach(client::read))).isEqualTo(inside.size());
  }

  @Test
  void oneServer_hasNoPeer_andNobodyElseReadsHere() {
    assertThat(client.read("api/catalogue/node")).isEqualTo("{\"server\":\"server\"}");
    assertThat(client.getFrom("http://127.0.0.1:1", "api/catalogue/node").headers().map())
        .doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void peer_isNamed_andReadsHere_othersDoNot(WildFlyServer server) {
    server.setProperty(Peer.PROPERTY, PEER);
    try {
      assertThat(client.read("api/catalogue/node")).contains("\"peer\":\"" + PEER + "\"");
      HttpResponse<String> answer = client.getFrom("http://127.0.0.1:1", "api/catalogue/caches");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
          .hasValue("http://127.0.0.1:1");
      assertThat(answer.headers().allValues("Vary")).contains("Origin");
      for (String stranger : List.of("http://127.0.0.1:2", "http://127.0.0.1:1/", "null")) {
        assertThat(client.getFrom(stranger, "api/catalogue/caches").headers().map())
            .as(stranger)
            .doesNotContainKey("Access-Control-Allow-Origin");
      }
    } finally {
      server.removeProperty(Peer.PROPERTY);
    }
  }

  @Test
  void browser_showsThePage() {
    client.read("api/products/1103");

    String page = Browser.find().open(root);

    assertThat(page)
        .contains("This is server server. It knows of no other one.")
        .contains("Server server (this one)", "4711 was not read yet")
        .contains("<th scope=\"row\">products</th>");
  }

  @Test
  void ownChanges_areListed_onceCommitted() {
    client.read("api/entries/products/1104");
    client.put("api/products/1104/price", "{\"price\": 54.33}");
    client.delete("api/categories/garden-spares/cached");
    // Rolled back: some price would be negative.
    assertThat(client.put("api/suppliers/9/discount", "{\"amount\": 100000}").statusCode())
        .isEqualTo(400);
    client.put("api/suppliers/10/discount", "{\"amount\": 0.01}");
    client.delete("api/products/1105");

    List<String> own =
        found(client.read("api/entries/heard"), "\"own\":true,\"what\":\"invalidated ([^\"]+)\"");
    assertThat(own)
        .startsWith("product:1105", "supplier:10", "category:garden-spares", "product:1104")
        .doesNotContain("supplier:9");
  }

  @Test
  void entry_saysWhichChangesWereKnown() {
    client.put("api/products/1106/price", "{\"price\": 54.34}");

    // Again, should it hear meanwhile that it may have missed something at its start.
    await("a moment without changes")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              String newest = found(client.read("api/entries/heard"), "\"number\":(\\d+)").get(0);
              String entry = client.read("api/entries/products/1106");
              return entry.contains("\"heard\":" + newest + ",");
            });
  }

  @Test
  void browser_saysThatACopyIsGone_afterAChangeOnThatServer() throws IOException {
    String page =
        use(
            """
            document.querySelector("#entry [name=product]").value = "1107";
            // Again, should the server hear meanwhile that it may have missed something at its start.
            await until(() => {
              const read = document.querySelector("#entry [name=read]");
              const done = !read.disabled && text("nodes").includes("no change heard since");
              if (!done) {
                read.click();
              }
              return done;
            });
            await fetch("api/products/1107/price", {
              method: "PUT",
              headers: { "Content-Type": "application/json" },
              body: '{"price": 54.35}',
            });
            """);

    assertThat(page)
        .contains("invalidated product:1107 by this server, at ")
        .doesNotContain("no change heard since;");
  }

  @Test
  void browser_changesThePrice_thoughTheOtherServerIsAway(WildFlyServer server) throws IOException {
    client.put("api/products/1108/price", "{\"price\": 54.36}");
    server.setProperty(Peer.PROPERTY, PEER);
    try {
      String page =
          use(
              """
              document.querySelector("#entry [name=product]").value = "1108";
              document.querySelector("#entry [name=price]").click();
              """);

      assertThat(page)
          .contains("The price is changed. No answer from the other server.")
          .contains("invalidated product:1108 by this server, at ");
      assertThat(client.read("api/products/1108")).contains("\"price\":54.37");
    } finally {
      server.removeProperty(Peer.PROPERTY);
    }
  }

  @Test
  void browser_tellsWhatEndsACopy_andWhatDoesNot() throws IOException {
    String page =
        use(
            """
            const { endOf } = await import("./js/copy.js");
            const product = { id: 11, category: "toys-sets", supplierId: 5 };
            const last = { at: "2026-01-01T10:00:00Z", heard: 7, product };
            const at = "2026-01-01T10:00:01Z";
            const told = (what, cache = "products", number = 8, since = "2026-01-01T09:00:00Z") =>
              endOf(last, { since, changes: [{ number, at, cache, what, own: false }] });
            const ends = [
              told("invalidated product:11"),
              told("invalidated category:toys-sets, category:toys-tools"),
              told("invalidated supplier:5"),
              told("removed products:11L"),
              told("removed all"),
              told("may have missed changes"),
            ];
            const others = [
              told("invalidated product:111"),
              told("removed products:111L"),
              told("stored products:11L"),
              told("invalidated product:11", "searches"),
              told("invalidated product:11", "products", 7),
            ];
            document.body.append(
              ` Ends: ${ends.filter(end => end?.includes(", heard at ")).length}.`,
              ` Others: ${others.filter(end => end === null).length}.`,
              ` Unlisted: ${told("stored products:12L", "products", 9)}.`,
              ` Restarted: ${told("stored products:12L", "products", 8, at)}.`);
            """);

    assertThat(page)
        .contains(" Ends: 6. Others: 5.")
        .contains(" Unlisted: not known: more has changed since than its server lists.")
        .contains(" Restarted: gone: the application was started anew.");
  }

  /** What a browser shows after a script has used the page. */
  private static String use(String script) throws IOException {
    Browser browser = Browser.find();
    try (ScriptedPage page = ScriptedPage.of(root, ScriptedPage.READY + script)) {
      return browser.open(page.address());
    }
  }

  private static List<String> found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.results().map((MatchResult result) -> result.group(1)).toList();
  }
}
