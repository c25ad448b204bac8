package io.nearfar.examples.catalogue;

import static io.nearfar.examples.catalogue.BuildOutput.war;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nearfar's own MBeans inside WildFly, read and operated over its remote connector as a JMX console
 * does: with names and open types, and none of Nearfar's classes.
 */
@ExtendWith(WildFlyExtension.class)
class ManagementIT {

  private static CatalogueClient client;
  private static JMXConnector jmx;
  private static MBeanServerConnection server;

  @BeforeAll
  static void deploy(WildFlyServer wildFly) throws IOException {
    wildFly.deploy(war());
    client = new CatalogueClient(wildFly);
    jmx = wildFly.jmx();
    server = jmx.getMBeanServerConnection();
  }

  @AfterAll
  static void undeploy(WildFlyServer wildFly) throws Exception {
    wildFly.undeploy(war());
    assertThat(server.queryNames(new ObjectName("io.nearfar:*"), null)).isEmpty();
    jmx.close();
  }

  @Test
  void reads_byTier() throws IOException, JMException {
    client.read("api/products/2001");
    ObjectName products = cache("products");
    long near = number(products, "NearHits");
    long misses = number(products, "Misses");

    client.read("api/products/2001");
    client.read("api/products/2001");
    client.read("api/products/2002");

    assertThat(number(products, "NearHits")).isEqualTo(near + 2);
    assertThat(number(products, "Misses")).isEqualTo(misses + 1);
    assertThat(number(products, "Loads")).isPositive();
    assertThat(number(products, "NearEntries")).isPositive();
    assertThat((Double) server.getAttribute(products, "NearHitRatio")).isBetween(0.01, 1.0);
    assertThat(server.getAttribute(products, "LinkState")).isEqualTo("linked");
    assertThat(server.getAttribute(products, "Topology")).isEqualTo("near-far");
  }

  @Test
  void clear_invalidateTag_invalidateKey() throws IOException, JMException {
    client.read("api/products/2003");
    ObjectName products = cache("products");
    TabularData tags = (TabularData) operate(products, "countTags");
    assertThat(tags.containsKey(new Object[] {"product:2003"})).isTrue();

    assertThat((String[]) operate(products, "invalidateTag", "product:2003"))
        .contains("product:2003");
    assertThat(client.queriesOf(() -> client.read("api/products/2003"))).isEqualTo(1);

    String[] keys =
        (String[])
            server.invoke(
                products,
                "keysOfTag",
                new Object[] {"product:2003", 10},
                new String[] {String.class.getName(), "int"});
    assertThat(keys).hasSize(1);
    assertThat(operate(products, "invalidateKey", keys[0])).isEqualTo(1L);
    assertThat(client.queriesOf(() -> client.read("api/products/2003"))).isEqualTo(1);

    operate(products, "clear");
    assertThat(client.queriesOf(() -> client.read("api/products/2003"))).isEqualTo(1);
    TabularData triggers = (TabularData) server.getAttribute(products, "LocalInvalidations");
    assertThat(count(triggers, "clear")).isPositive();
    assertThat(count(triggers, "tag")).isPositive();
  }

  @Test
  void manager_saysWhatIsInUse() throws IOException, JMException {
    client.read("api/products/2004");
    ObjectName manager = only("io.nearfar:type=CacheManager,*");

    assertThat((String[]) server.getAttribute(manager, "CacheNames")).contains("products");
    assertThat((String[]) server.getAttribute(manager, "FarServers")).hasSize(1);
    assertThat(server.getAttribute(manager, "FarClientUsers")).isEqualTo(1);
    assertThat((String) server.getAttribute(manager, "ConfigurationFile")).endsWith("nearfar.yaml");
    assertThat((String) server.getAttribute(manager, "Version")).isNotEqualTo("unknown");
    TabularData settings = (TabularData) server.getAttribute(manager, "FarSettings");
    assertThat(settings.containsKey(new Object[] {"namespace"})).isTrue();
  }

  @Test
  void console_showsWhatEachThingIs() throws IOException, JMException {
    client.read("api/products/2005");
    ObjectName products = cache("products");

    assertThat(Arrays.asList(server.getMBeanInfo(products).getOperations()))
        .filteredOn(operation -> operation.getName().equals("invalidateMatching"))
        .singleElement()
        .satisfies(
            operation -> {
              assertThat(operation.getDescription()).contains("pattern");
              assertThat(List.of(operation.getSignature()))
                  .extracting(MBeanFeatureInfo::getName)
                  .containsExactly("pattern");
            });
  }

  private static ObjectName cache(String name) throws IOException, JMException {
    return only("io.nearfar:type=Cache,Cache=" + name + ",*");
  }

  private static ObjectName only(String pattern) throws IOException, JMException {
    assertThat(server.queryNames(new ObjectName(pattern), null)).as(pattern).hasSize(1);
    return server.queryNames(new ObjectName(pattern), null).iterator().next();
  }

  private static long number(ObjectName bean, String attribute) throws IOException, JMException {
    return (Long) server.getAttribute(bean, attribute);
  }

  private static Object operate(ObjectName bean, String operation, String... texts)
      throws IOException, JMException {
    String[] types = new String[texts.length];
    Arrays.fill(types, String.class.getName());
    return server.invoke(bean, operation, texts, types);
  }

  private static long count(TabularData table, String key) {
    CompositeData row = table.get(new Object[] {key});
    return (Long) row.get("value");
  }
}
