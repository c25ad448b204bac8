package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.security.Principal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Time to live, levels and variation by {@code @CachePolicy}. */
@Tag("lite")
class CachePolicyTest {

  @Test
  void ttl_isTheExpiryOfTheCache() {
    try (TestContainer container = new TestContainer(Timed.class)) {
      Timed timed = container.get(Timed.class);
      // A method without a policy may come first.
      timed.remove(1);
      timed.get(1);
      timed.iso(1);

      assertThat(expiry(container.cache("timed")).getExpiryForCreation())
          .isEqualTo(millis(Duration.ofMinutes(10)));
      assertThat(expiry(container.cache("timed")).getExpiryForUpdate())
          .isEqualTo(millis(Duration.ofMinutes(10)));
      assertThat(expiry(container.cache("timed")).getExpiryForAccess()).isNull();
      assertThat(expiry(container.cache("iso")).getExpiryForCreation())
          .isEqualTo(millis(Duration.ofSeconds(90)));
    }
  }

  @Test
  void ttl_ofACacheThatOthersHaveMade_mustBeTheSame() {
    try (TestContainer container = new TestContainer(Timed.class)) {
      make(container, "timed", new javax.cache.expiry.Duration(TimeUnit.SECONDS, 600));
      make(container, "iso", new javax.cache.expiry.Duration(TimeUnit.SECONDS, 91));
      Timed timed = container.get(Timed.class);

      assertThat(timed.get(1)).isEqualTo("x");
      assertThatThrownBy(() -> timed.iso(1))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("NEARFAR-CDI-019")
          .hasMessageContaining("'iso'")
          .hasMessageContaining("PT1M30S")
          .hasMessageContaining("PT1M31S");
    }
  }

  @Test
  void ttl_ofAnEternalCache_isRefused() {
    try (TestContainer container = new TestContainer(Timed.class)) {
      make(container, "timed", javax.cache.expiry.Duration.ETERNAL);
      Timed timed = container.get(Timed.class);

      assertThatThrownBy(() -> timed.get(1))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("NEARFAR-CDI-019")
          .hasMessageContaining("for ever");
    }
  }

  private static void make(
      TestContainer container, String name, javax.cache.expiry.Duration duration) {
    container
        .manager()
        .createCache(
            name,
            new MutableConfiguration<Object, Object>()
                .setTypes(Object.class, Object.class)
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(duration)));
  }

  @Test
  @Tag("nearfar")
  void levels_areTheTopologyOfTheCache() {
    try (TestContainer container = new TestContainer(Levelled.class)) {
      Levelled levelled = container.get(Levelled.class);
      levelled.none(1);
      levelled.none(1);
      assertThat(levelled.calls()).isEqualTo(2);
      levelled.near(1);
      levelled.near(1);
      assertThat(levelled.calls()).isEqualTo(3);
    }
  }

  @Test
  @Tag("nearfar")
  void levels_ofACacheThatOthersHaveMade_mustBeTheSame() {
    try (TestContainer container = new TestContainer(Levelled.class)) {
      make(container, "near", javax.cache.expiry.Duration.ETERNAL);
      make(container, "none", javax.cache.expiry.Duration.ETERNAL);
      Levelled levelled = container.get(Levelled.class);

      assertThat(levelled.near(1)).isEqualTo("x");
      assertThatThrownBy(() -> levelled.none(1))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("NEARFAR-CDI-020")
          .hasMessageContaining("NONE")
          .hasMessageContaining("NEAR");
    }
  }

  @Test
  void callsOfDifferentUsers_neverMeet() {
    try (TestContainer container = new TestContainer(Varied.class, Callers.class)) {
      Varied varied = container.get(Varied.class);
      Callers callers = container.get(Callers.class);
      String[] users = {"ann", "bob", null, "null", "1L", "\"ann\"", "ann\",\"bob"};
      for (String user : users) {
        callers.be(user);
        assertThat(varied.byUser("x")).isEqualTo("x of " + user);
      }
      for (String user : users) {
        callers.be(user);
        assertThat(varied.byUser("x")).isEqualTo("x of " + user);
        // A parameter is never taken for a user.
        assertThat(varied.byUser(user)).isEqualTo(user + " of " + user);
        assertThat(varied.byUser(user, "x")).isEqualTo(user + "x of " + user);
      }
      assertThat(varied.calls()).isEqualTo(users.length * 3);
    }
  }

  @Test
  void eachPart_tellsCallersApart() {
    try (TestContainer container = new TestContainer(Varied.class, Callers.class)) {
      Varied varied = container.get(Varied.class);
      Callers callers = container.get(Callers.class);
      varied.byAll(1);
      varied.byAll(1);
      assertThat(varied.calls()).isEqualTo(1);

      callers.be("other");
      varied.byAll(1);
      callers.have(new LinkedHashSet<>(List.of("admin", "user", "guest")));
      varied.byAll(1);
      callers.comeFrom("other", Locale.UK);
      varied.byAll(1);
      callers.comeFrom("other", Locale.FRANCE);
      varied.byAll(1);
      assertThat(varied.calls()).isEqualTo(5);

      // In any order.
      callers.have(new LinkedHashSet<>(List.of("guest", "user", "admin")));
      varied.byAll(1);
      assertThat(varied.calls()).isEqualTo(5);
      assertThat(container.cache("all").iterator().next().getKey().toString())
          .startsWith("p:+user+role+tenant+locale:1,")
          .contains("Object[]{\"");
    }
  }

  @Test
  void callersToldApartByTheClass_areSoInMethodsWithAPolicyOfTheirOwn() {
    try (TestContainer container = new TestContainer(VariedByClass.class, Callers.class)) {
      VariedByClass varied = container.get(VariedByClass.class);
      Callers callers = container.get(Callers.class);
      assertThat(varied.account()).isEqualTo(1);
      assertThat(varied.account()).isEqualTo(1);
      callers.be("bob");
      assertThat(varied.account()).isEqualTo(2);
    }
  }

  @ApplicationScoped
  @CachePolicy(varyBy = VaryBy.USER)
  static class VariedByClass {
    private int calls;

    @CacheResult(cacheName = "accounts")
    @CachePolicy(ttl = "10m")
    int account() {
      return ++calls;
    }
  }

  @Test
  void removal_isOfTheCallersEntry() {
    try (TestContainer container = new TestContainer(Varied.class, Callers.class)) {
      Varied varied = container.get(Varied.class);
      Callers callers = container.get(Callers.class);
      varied.byUser("x");
      callers.be("bob");
      varied.byUser("x");

      varied.remove("x");

      varied.byUser("x");
      assertThat(varied.calls()).isEqualTo(3);
      callers.be("ann");
      varied.byUser("x");
      assertThat(varied.calls()).isEqualTo(3);
    }
  }

  @Test
  void userAndLocale_haveDefaults() {
    Locale before = Locale.getDefault();
    try (TestContainer container = new TestContainer(ByDefault.class, PrincipalProducer.class)) {
      Locale.setDefault(Locale.ITALY);
      ByDefault bean = container.get(ByDefault.class);
      bean.get(1);

      Object key =
          MethodKeys.of("", 0, List.of(VaryBy.USER, VaryBy.LOCALE)).key(1, "carl", "it-IT");
      assertThat(container.cache("default").get(key)).isEqualTo("x");
      // Of a method that knows no users.
      assertThat(container.cache("default").get(MethodKey.of(1, "carl", "it-IT"))).isNull();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatNobodyTells_isRefusedWithWords() {
    try (TestContainer container = new TestContainer(ByDefault.class)) {
      assertThatThrownBy(() -> container.get(ByDefault.class).get(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("NEARFAR-CDI-017");
    }
    try (TestContainer container = new TestContainer(Varied.class, OnlyUsers.class)) {
      assertThatThrownBy(() -> container.get(Varied.class).byAll(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("NEARFAR-CDI-018")
          .hasMessageContaining("roles()");
    }
  }

  private static javax.cache.expiry.Duration millis(Duration duration) {
    return new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, duration.toMillis());
  }

  @SuppressWarnings("unchecked")
  private static ExpiryPolicy expiry(Cache<Object, Object> cache) {
    CompleteConfiguration<Object, Object> configuration =
        cache.getConfiguration(CompleteConfiguration.class);
    return configuration.getExpiryPolicyFactory().create();
  }

  @Dependent
  static class Timed {
    @CacheResult(cacheName = "timed")
    @CachePolicy(ttl = "10m")
    String get(int id) {
      return "x";
    }

    @CacheRemove(cacheName = "timed")
    void remove(int id) {}

    @CacheResult(cacheName = "iso")
    @CachePolicy(ttl = "PT1M30S")
    String iso(int id) {
      return "x";
    }
  }

  @ApplicationScoped
  static class Levelled {
    private final AtomicInteger calls = new AtomicInteger();

    int calls() {
      return calls.get();
    }

    @CacheResult(cacheName = "near")
    @CachePolicy(levels = CacheLevels.NEAR)
    String near(int id) {
      calls.incrementAndGet();
      return "x";
    }

    @CacheResult(cacheName = "none")
    @CachePolicy(levels = CacheLevels.NONE)
    String none(int id) {
      calls.incrementAndGet();
      return "x";
    }
  }

  @ApplicationScoped
  static class Callers implements CacheVariation {
    private String user = "ann";
    private Set<String> roles = Set.of("user");
    private String tenant = "acme";
    private Locale locale = Locale.UK;

    void be(String other) {
      user = other;
    }

    void have(Set<String> others) {
      roles = others;
    }

    void comeFrom(String otherTenant, Locale otherLocale) {
      tenant = otherTenant;
      locale = otherLocale;
    }

    @Override
    public String user() {
      return user;
    }

    @Override
    public Set<String> roles() {
      return roles;
    }

    @Override
    public String tenant() {
      return tenant;
    }

    @Override
    public Locale locale() {
      return locale;
    }
  }

  @ApplicationScoped
  static class OnlyUsers implements CacheVariation {
    @Override
    public String user() {
      return "ann";
    }
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "varied")
  @CachePolicy(varyBy = VaryBy.USER)
  static class Varied {
    private final AtomicInteger calls = new AtomicInteger();

    @Inject CacheVariation variation;

    int calls() {
      return calls.get();
    }

    @CacheResult
    String byUser(String id) {
      calls.incrementAndGet();
      return id + " of " + variation.user();
    }

    @CacheResult
    String byUser(String id, String other) {
      calls.incrementAndGet();
      return id + other + " of " + variation.user();
    }

    @CacheRemove
    void remove(String id) {}

    @CacheResult(cacheName = "all")
    @CachePolicy(
        keyPrefix = "p",
        varyBy = {VaryBy.TENANT, VaryBy.LOCALE, VaryBy.USER, VaryBy.ROLE})
    String byAll(int id) {
      calls.incrementAndGet();
      return "x";
    }
  }

  @Dependent
  static class ByDefault {
    @CacheResult(cacheName = "default")
    @CachePolicy(varyBy = {VaryBy.LOCALE, VaryBy.USER})
    String get(int id) {
      return "x";
    }
  }

  @Dependent
  static class PrincipalProducer {
    @Produces
    Principal principal() {
      return () -> "carl";
    }
  }
}
