package io.nearfar.internal.jcache;

import static io.nearfar.internal.jcache.JCacheFixture.factory;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.ExpirySettings;
import io.nearfar.config.NearfarConfigurationBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Times to live to the nanosecond, from the builder, from standard policies, from own policies. */
class ExpiryTest {
  private static final javax.cache.expiry.Duration TEN =
      new javax.cache.expiry.Duration(TimeUnit.SECONDS, 10);

  private final JCacheFixture fixture = new JCacheFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Hides that a policy is one of the standard's: it is asked each time. */
  private record Own(ExpiryPolicy policy) implements ExpiryPolicy {
    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      return policy.getExpiryForCreation();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForAccess() {
      return policy.getExpiryForAccess();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForUpdate() {
      return policy.getExpiryForUpdate();
    }
  }

  private static UnaryOperator<NearfarConfigurationBuilder<String, String>> own(
      ExpiryPolicy policy) {
    return c -> c.expiryPolicyFactory(factory(() -> new Own(policy)));
  }

  private static UnaryOperator<NearfarConfigurationBuilder<String, String>> standard(
      ExpiryPolicy policy) {
    return c -> c.expiryPolicyFactory(factory(() -> policy));
  }

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  /** Name, settings, whether an update prolongs the life, whether a read does. */
  static Stream<Arguments> rules() {
    return Stream.of(
        rule("created", standard(new CreatedExpiryPolicy(TEN)), false, false),
        rule("modified", standard(new ModifiedExpiryPolicy(TEN)), true, false),
        rule("accessed", standard(new AccessedExpiryPolicy(TEN)), false, true),
        rule("touched", standard(new TouchedExpiryPolicy(TEN)), true, true),
        rule("own created", own(new CreatedExpiryPolicy(TEN)), false, false),
        rule("own modified", own(new ModifiedExpiryPolicy(TEN)), true, false),
        rule("own accessed", own(new AccessedExpiryPolicy(TEN)), false, true),
        rule("own touched", own(new TouchedExpiryPolicy(TEN)), true, true),
        rule("creation", c -> c.expireAfterCreation(TEN_SECONDS), false, false),
        rule(
            "creation, update",
            c -> c.expireAfterCreation(TEN_SECONDS).expireAfterUpdate(TEN_SECONDS),
            true,
            false),
        rule(
            "creation, access",
            c -> c.expireAfterCreation(TEN_SECONDS).expireAfterAccess(TEN_SECONDS),
            false,
            true),
        rule(
            "all",
            c ->
                c.expireAfterCreation(TEN_SECONDS)
                    .expireAfterUpdate(TEN_SECONDS)
                    .expireAfterAccess(TEN_SECONDS),
            true,
            true));
  }

  private static Arguments rule(
      String name,
      UnaryOperator<NearfarConfigurationBuilder<String, String>> settings,
      boolean byUpdate,
      boolean byAccess) {
    return Arguments.of(name, settings, byUpdate, byAccess);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void create_expiresToTheNanosecond(
      String name, UnaryOperator<NearfarConfigurationBuilder<String, String>> settings) {
    Cache<String, String> cache = fixture.strings(settings);
    cache.put("k", "v");
    cache.putIfAbsent("l", "v");
    fixture.advance(TEN_SECONDS.minusNanos(1));
    assertThat(cache.containsKey("k")).isTrue();
    assertThat(cache.containsKey("l")).isTrue();
    fixture.advance(Duration.ofNanos(1));
    assertThat(cache.containsKey("k")).isFalse();
    assertThat(cache.get("k")).isNull();
    assertThat(cache).isEmpty();
    assertThat(cache.replace("l", "x")).isFalse();
    assertThat(cache.getAndRemove("l")).isNull();
    assertThat(cache.putIfAbsent("k", "w")).isTrue();
    assertThat(cache.<Boolean>invoke("l", (entry, arguments) -> entry.exists())).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void update_prolongs(
      String name,
      UnaryOperator<NearfarConfigurationBuilder<String, String>> settings,
      boolean byUpdate) {
    for (Consumer<Cache<String, String>> update :
        java.util.List.<Consumer<Cache<String, String>>>of(
            c -> c.put("k", "w"),
            c -> c.getAndPut("k", "w"),
            c -> c.putAll(java.util.Map.of("k", "w")),
            c -> c.replace("k", "w"),
            c -> c.replace("k", "v", "w"),
            c -> c.getAndReplace("k", "w"),
            c ->
                c.invoke(
                    "k",
                    (entry, arguments) -> {
                      entry.setValue("w");
                      return null;
                    }))) {
      assertProlongs(settings, update, byUpdate);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void read_prolongs(
      String name,
      UnaryOperator<NearfarConfigurationBuilder<String, String>> settings,
      boolean byUpdate,
      boolean byAccess) {
    for (Consumer<Cache<String, String>> read :
        java.util.List.<Consumer<Cache<String, String>>>of(
            c -> c.get("k"),
            c -> c.getAll(Set.of("k")),
            c -> c.iterator().next(),
            c -> c.replace("k", "x", "y"),
            c -> c.remove("k", "x"),
            c -> c.invoke("k", (entry, arguments) -> entry.getValue()))) {
      assertProlongs(settings, read, byAccess);
    }
    assertProlongs(settings, c -> c.containsKey("k"), false);
    assertProlongs(settings, c -> c.iterator().hasNext(), false);
    assertProlongs(settings, c -> c.putIfAbsent("k", "x"), false);
  }

  private void assertProlongs(
      UnaryOperator<NearfarConfigurationBuilder<String, String>> settings,
      Consumer<Cache<String, String>> operation,
      boolean prolongs) {
    Cache<String, String> cache = fixture.strings(settings);
    cache.put("k", "v");
    fixture.advance(Duration.ofSeconds(6));
    operation.accept(cache);
    fixture.advance(Duration.ofSeconds(6));
    assertThat(cache.containsKey("k")).isEqualTo(prolongs);
    fixture.advance(Duration.ofSeconds(6));
    assertThat(cache.containsKey("k")).isFalse();
    cache.close();
  }

  static Stream<UnaryOperator<NearfarConfigurationBuilder<String, String>>> endless() {
    return Stream.of(
        c -> c,
        standard(new EternalExpiryPolicy()),
        own(new EternalExpiryPolicy()),
        standard(
            new CreatedExpiryPolicy(
                new javax.cache.expiry.Duration(TimeUnit.DAYS, Long.MAX_VALUE / 2))),
        c -> c.expireAfterCreation(ExpirySettings.FOREVER),
        c -> c.expireAfterCreation(Duration.ofDays(1_000_000_000)));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void create_neverExpires(UnaryOperator<NearfarConfigurationBuilder<String, String>> settings) {
    Cache<String, String> cache = fixture.strings(settings);
    cache.put("k", "v");
    fixture.advance(Duration.ofDays(365 * 100));
    assertThat(cache.get("k")).isEqualTo("v");
  }

  @Test
  void update_zero_expiresAtOnce() {
    Cache<String, String> cache = fixture.strings(c -> c.expireAfterUpdate(Duration.ZERO));
    cache.put("k", "v");
    assertThat(cache.get("k")).isEqualTo("v");
    cache.put("k", "w");
    assertThat(cache.get("k")).isNull();
  }

  @Test
  void read_zero_isTheLast() {
    Cache<String, String> cache = fixture.strings(c -> c.expireAfterAccess(Duration.ZERO));
    cache.put("k", "v");
    assertThat(cache.get("k")).isEqualTo("v");
    assertThat(cache.get("k")).isNull();
  }

  @Test
  void update_forever_endsExpiry() {
    Cache<String, String> cache =
        fixture.strings(
            c -> c.expireAfterCreation(TEN_SECONDS).expireAfterUpdate(ExpirySettings.FOREVER));
    cache.put("k", "v");
    cache.put("k", "w");
    fixture.advance(Duration.ofDays(1));
    assertThat(cache.get("k")).isEqualTo("w");
  }

  @Test
  void read_forever_endsExpiry() {
    Cache<String, String> cache =
        fixture.strings(
            c -> c.expireAfterCreation(TEN_SECONDS).expireAfterAccess(ExpirySettings.FOREVER));
    cache.put("k", "v");
    cache.get("k");
    fixture.advance(Duration.ofDays(1));
    assertThat(cache.get("k")).isEqualTo("v");
  }

  @Test
  void load_expiresLikeACreation() {
    TestCloseable.Loader loader = new TestCloseable.Loader();
    Cache<String, String> cache =
        fixture.strings(
            c ->
                c.expireAfterCreation(TEN_SECONDS)
                    .readThrough(true)
                    .loaderFactory(factory(() -> loader)));
    cache.get("k");
    fixture.advance(Duration.ofSeconds(9));
    cache.get("k");
    assertThat(loader.loads).hasValue(1);
    fixture.advance(Duration.ofSeconds(1));
    assertThat(cache.get("k")).isEqualTo("k");
    assertThat(loader.loads).hasValue(2);
  }
}
