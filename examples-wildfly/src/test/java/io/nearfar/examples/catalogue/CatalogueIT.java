package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST resources, what they cost the database, and the MBeans of the caches. */
@ExtendWith(WildFlyExtension.class)
class CatalogueIT {

  private static CatalogueClient client;
  private static JMXConnector jmx;

  @BeforeAll
  static void deploy(WildFlyServer server) throws IOException {
    server.deploy(war());
    client = new CatalogueClient(server);
    jmx = server.jmx();
  }

  @AfterAll
  static void undeploy(WildFlyServer server) throws IOException {
    if (jmx != null) {
      jmx.close();
    }
    server.undeploy(war());
  }

  @Test
  void product_secondReadCostsNoQuery() {
    assertThat(client.queriesOf(() -> client.read("api/products/1001"))).isEqualTo(1);
    assertThat(client.queriesOf(() -> client.read("api/products/1001"))).isZero();

    String product = client.read("api/products/1001");
    assertThat(product).contains("\"id\":1001,").contains("\"category\":\"garden-lamps\"");
    assertThat(product).isEqualTo(client.read("api/products/1001?nocache=true"));
  }

  @Test
  void product_pastTheCache() {
    client.read("api/products/1002");

    assertThat(client.queriesOf(() -> client.read("api/products/1002?nocache=true"))).isEqualTo(1);
    assertThat(client.queriesOf(() -> client.read("api/products/1002?nocache=true"))).isEqualTo(1);
  }

  @Test
  void product_unknown() {
    assertThat(client.get("api/products/20001").statusCode()).isEqualTo(404);
    assertThat(client.put("api/products/20001/price", "{\"price\": 1}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void category_secondReadCostsNoQuery() {
    String path = "api/products?category=office-chairs";

    assertThat(client.queriesOf(() -> client.read(path))).isEqualTo(1);
    assertThat(client.queriesOf(() -> client.read(path))).isZero();
    assertThat(client.queriesOf(() -> client.read(path + "&nocache=true"))).isEqualTo(1);
    assertThat(client.read(path)).isEqualTo(client.read(path + "&nocache=true"));
    assertThat(client.read(path).split("\"id\":", -1)).hasSize(1 + 200);
  }

  @Test
  void category_missing() {
    assertThat(client.get("api/products").statusCode()).isEqualTo(400);
  }

  @Test
  void report_secondReadCostsNoQuery() {
    String path = "api/reports/revenue-by-category";
    // A price change in another test may have dropped the report, or a read may have cached it.
    client.put("api/products/1/price", "{\"price\": 5}");

    assertThat(client.queriesOf(() -> client.read(path))).isEqualTo(1);
    assertThat(client.queriesOf(() -> client.read(path))).isZero();
    assertThat(client.read(path)).isEqualTo(client.read(path));
    assertThat(client.queriesOf(() -> client.read(path + "?nocache=true"))).isEqualTo(1);
    assertThat(client.read(path).split("\"category\":", -1)).hasSize(1 + 100);
  }

  @Test
  void changePrice_visibleAtOnce() {
    String product = "api/products/1003";
    String category = "api/products?category=garden-boxes";
    String report = "api/reports/revenue-by-category";
    client.read(product);
    client.read(category);
    String reportBefore = client.read(report);

    assertThat(client.put("api/products/1003/price", "{\"price\": 12345.67}").statusCode())
        .isEqualTo(200);

    assertThat(client.read(product)).contains("\"price\":12345.67");
    assertThat(client.read(category)).contains("\"price\":12345.67");
    assertThat(client.read(report)).isNotEqualTo(reportBefore);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"price\": -1}",
        "{\"price\": 1.234}",
        "{\"price\": \"x\"}",
        "{\"price\": 1e2147483647}"
      })
  void changePrice_refused(String body) {
    assertThat(client.put("api/products/1004/price", body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"amount\": -1}", "{\"amount\": 1.234}", "{\"price\": 1}"})
  void discount_refused(String body) {
    assertThat(client.put("api/suppliers/1/discount", body).statusCode()).isEqualTo(400);
  }

  @Test
  void discount_ofAnUnknownSupplier() {
    assertThat(client.put("api/suppliers/251/discount", "{\"amount\": 1}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void statistics_countHitsAndMisses() throws IOException, JMException {
    client.read("api/products/1008"); // the first read makes the cache
    ObjectName statistics = cacheBean("CacheStatistics", "products");
    long hits = number(statistics, "CacheHits");
    long misses = number(statistics, "CacheMisses");

    client.read("api/products/1005");
    assertThat(number(statistics, "CacheMisses")).isEqualTo(misses + 1);
    assertThat(number(statistics, "CacheHits")).isEqualTo(hits);

    client.read("api/products/1005");
    client.read("api/products/1005");
    assertThat(number(statistics, "CacheMisses")).isEqualTo(misses + 1);
    assertThat(number(statistics, "CacheHits")).isEqualTo(hits + 2);
  }

  @Test
  void configuration_showsWhatTheFileSays() throws IOException, JMException {
    client.read("api/products/1006");
    ObjectName configuration = cacheBean("CacheConfiguration", "products");

    assertThat(attribute(configuration, "StatisticsEnabled")).isEqualTo(true);
    assertThat(attribute(configuration, "ManagementEnabled")).isEqualTo(true);
    assertThat(attribute(configuration, "StoreByValue")).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"products", "categories", "searches", "reports"})
  void bothBeansOfEachCache(String cache) throws IOException, JMException {
    client.read("api/products/1007");
    client.read("api/products?category=garden-tools");
    client.read("api/search?words=oak");
    client.read("api/reports/revenue-by-category");

    assertThat(number(cacheBean("CacheStatistics", cache), "CacheGets")).isNotNegative();
    assertThat(attribute(cacheBean("CacheConfiguration", cache), "ManagementEnabled"))
        .isEqualTo(true);
  }

  private static ObjectName cacheBean(String type, String cache) throws IOException, JMException {
    ObjectName pattern = new ObjectName("javax.cache:type=" + type + ",Cache=" + cache + ",*");
    MBeanServerConnection connection = jmx.getMBeanServerConnection();
    assertThat(connection.queryNames(pattern, null)).as(pattern.toString()).hasSize(1);
    return connection.queryNames(pattern, null).iterator().next();
  }

  private static long number(ObjectName bean, String attribute) throws IOException, JMException {
    return (Long) attribute(bean, attribute);
  }

  private static Object attribute(ObjectName bean, String attribute)
      throws IOException, JMException {
    return jmx.getMBeanServerConnection().getAttribute(bean, attribute);
  }
}
