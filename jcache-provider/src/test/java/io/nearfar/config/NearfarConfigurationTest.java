package io.nearfar.config;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListener;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The typed configuration: defaults, builder, copies, equality, immutability, serialization. */
final class NearfarConfigurationTest {
  private static final Factory<ExpiryPolicy> ONE_MINUTE =
      CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_MINUTE);
  private static final Factory<TestLoader> LOADER = FactoryBuilder.factoryOf(TestLoader.class);
  private static final Factory<TestWriter> WRITER = FactoryBuilder.factoryOf(TestWriter.class);

  @Test
  void build_nothingGiven() {
    NearfarConfiguration<Long, String> configuration = builder().build();

    assertThat(configuration.getKeyType()).isEqualTo(Long.class);
    assertThat(configuration.getValueType()).isEqualTo(String.class);
    assertThat(configuration.isStoreByValue()).isTrue();
    assertThat(configuration.isReadThrough()).isFalse();
    assertThat(configuration.isWriteThrough()).isFalse();
    assertThat(configuration.isStatisticsEnabled()).isFalse();
    assertThat(configuration.isManagementEnabled()).isFalse();
    assertThat(configuration.getCacheLoaderFactory()).isNull();
    assertThat(configuration.getCacheWriterFactory()).isNull();
    assertThat(configuration.getCacheEntryListenerConfigurations()).isEmpty();
    assertThat(configuration.getExpiryPolicyFactory()).isEqualTo(EternalExpiryPolicy.factoryOf());
    assertThat(configuration.givenExpiryPolicyFactory()).isEmpty();
    assertThat(configuration.topology()).isEmpty();
    assertThat(configuration.evictionPolicy()).isEmpty();
    assertThat(configuration.maxEntries()).isEmpty();
    assertThat(configuration.maxWeight()).isEmpty();
    assertThat(configuration.maxBytes()).isEmpty();
    assertThat(configuration.weigher()).isEmpty();
    assertThat(configuration.immutableTypes()).isEmpty();
    assertThat(configuration.allowedTypes()).isEmpty();
    assertThat(configuration.tagDependencies()).isEmpty();
    assertThat(configuration.expireAfterCreation()).isEmpty();
    assertThat(configuration.expireAfterUpdate()).isEmpty();
    assertThat(configuration.expireAfterAccess()).isEmpty();
  }

  @Test
  void build_everythingGiven() {
    TestWeigher weigher = new TestWeigher();
    NearfarConfiguration<Long, String> configuration =
        builder()
            .storeByValue(false)
            .readThrough(true)
            .writeThrough(true)
            .statisticsEnabled(true)
            .managementEnabled(true)
            .loaderFactory(LOADER)
            .writerFactory(WRITER)
            .listener(listener(1))
            .topology(Topology.NEAR)
            .evictionPolicy(EvictionPolicy.LRU)
            .maxWeight(5, weigher)
            .immutableType(Money.class)
            .immutableTypes(List.of(Rate.class))
            .allowedTypes("com.acme.Order", "com.acme.order.**")
            .allowedType(Money.class)
            .tagDependency("role:*", "permissions")
            .tagDependency("permissions", "menu")
            .expireAfterCreation(Duration.ofMinutes(1))
            .expireAfterUpdate(Duration.ofMinutes(2))
            .expireAfterAccess(Duration.ZERO)
            .build();

    assertThat(configuration.isStoreByValue()).isFalse();
    assertThat(configuration.isReadThrough()).isTrue();
    assertThat(configuration.isWriteThrough()).isTrue();
    assertThat(configuration.isStatisticsEnabled()).isTrue();
    assertThat(configuration.isManagementEnabled()).isTrue();
    assertThat(configuration.getCacheLoaderFactory()).isSameAs(LOADER);
    assertThat(configuration.getCacheWriterFactory()).isSameAs(WRITER);
    assertThat(configuration.getCacheEntryListenerConfigurations()).containsExactly(listener(1));
    assertThat(configuration.topology()).contains(Topology.NEAR);
    assertThat(configuration.evictionPolicy()).contains(EvictionPolicy.LRU);
    assertThat(configuration.maxWeight()).hasValue(5);
    assertThat(configuration.weigher().orElseThrow()).isSameAs(weigher);
    assertThat(configuration.immutableTypes())
        .hasValueSatisfying(
            types ->
                assertThat(types).containsExactly(Money.class.getName(), Rate.class.getName()));
    assertThat(configuration.allowedTypes())
        .hasValueSatisfying(
            types ->
                assertThat(types)
                    .containsExactlyInAnyOrder(
                        "com.acme.Order", "com.acme.order.**", Money.class.getName()));
    assertThat(configuration.tagDependencies())
        .contains(TagDependencies.of(List.of("role:* -> permissions", "permissions -> menu")));
    assertThat(configuration.expireAfterCreation()).contains(Duration.ofMinutes(1));
    assertThat(configuration.expireAfterUpdate()).contains(Duration.ofMinutes(2));
    assertThat(configuration.expireAfterAccess()).contains(Duration.ZERO);
    ExpiryPolicy policy = configuration.getExpiryPolicyFactory().create();
    assertThat(policy.getExpiryForCreation())
        .isEqualTo(new javax.cache.expiry.Duration(MINUTES, 1));
    assertThat(policy.getExpiryForUpdate()).isEqualTo(new javax.cache.expiry.Duration(MINUTES, 2));
    assertThat(policy.getExpiryForAccess()).isEqualTo(javax.cache.expiry.Duration.ZERO);
  }

  @Test
  void getExpiryPolicyFactory_onlyAccess() {
    ExpiryPolicy policy =
        builder().expireAfterAccess(Duration.ofNanos(1)).build().getExpiryPolicyFactory().create();

    assertThat(policy.getExpiryForCreation()).isEqualTo(javax.cache.expiry.Duration.ETERNAL);
    assertThat(policy.getExpiryForUpdate()).isNull();
    assertThat(policy.getExpiryForAccess().getDurationAmount()).isEqualTo(1);
  }

  @Test
  void getExpiryPolicyFactory_tooLongIsEternal() {
    NearfarConfiguration<Long, String> configuration =
        builder().expireAfterUpdate(Duration.ofDays(1_000_000)).build();

    assertThat(configuration.expireAfterUpdate()).contains(ExpirySettings.FOREVER);
    assertThat(configuration.getExpiryPolicyFactory().create().getExpiryForUpdate())
        .isEqualTo(javax.cache.expiry.Duration.ETERNAL);
  }

  @Test
  void build_contradictions() {
    var builder =
        builder()
            .maxEntries(1)
            .maxBytes(2)
            .expiryPolicyFactory(ONE_MINUTE)
            .expireAfterAccess(Duration.ZERO)
            .readThrough(true)
            .writeThrough(true);

    var refusal = catchThrowableOfType(NearfarConfigurationException.class, builder::build);

    assertThat(refusal.faults())
        .extracting(fault -> fault.message().substring(0, 12))
        .containsExactly("NEARFAR-0130", "NEARFAR-0133", "NEARFAR-0134", "NEARFAR-0135");
    assertThat(refusal.faults()).extracting(Fault::source).containsOnly("code");
  }

  @Test
  void build_farByReference() {
    var builder = builder().topology(Topology.FAR).storeByValue(false);

    assertThat(catchThrowableOfType(NearfarConfigurationException.class, builder::build).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("NEARFAR-0143"));
    assertThat(builder.storeByValue(true).build().topology()).contains(Topology.FAR);
  }

  @Test
  void build_unlimitedExcludesNothing() {
    var configuration = builder().maxEntries(NearSettings.UNLIMITED).maxBytes(2).build();

    assertThat(configuration.maxEntries()).hasValue(NearSettings.UNLIMITED);
    assertThat(configuration.maxBytes()).hasValue(2);
  }

  @Test
  void builder_wrongValues() {
    assertThatThrownBy(() -> builder().maxEntries(-2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0112")
        .hasMessageContaining("-2");
    assertThatThrownBy(() -> builder().maxBytes(-2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().maxWeight(-2, new TestWeigher()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().expireAfterAccess(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().immutableType(int[].class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("int[]");
    assertThatThrownBy(() -> builder().immutableType(int.class))
        .isInstanceOf(IllegalArgumentException.class);
    for (String type : List.of("", " ", "*", "**", "com.acme.Order*", "com acme", "[I", "a..b")) {
      assertThatThrownBy(() -> builder().allowedTypes(type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NEARFAR-0127")
          .hasMessageContaining("'" + type + "'");
    }
    assertThatThrownBy(() -> builder().allowedType(int[].class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().tagDependency("", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0129");
    assertThatThrownBy(() -> builder().tagDependency("a", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0129");
    assertThatThrownBy(() -> builder().tagDependency("a", "b*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a -> b*'");
    assertThatThrownBy(() -> builder().tagDependency("a", "b".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0138");
    assertThatThrownBy(() -> builder().listener(listener(1)).listener(listener(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0136");
  }

  @ParameterizedTest
  @MethodSource
  @SuppressWarnings("NullAway") // that is the test
  void builder_null(UnaryOperator<NearfarConfigurationBuilder<Long, String>> call) {
    assertThatThrownBy(() -> call.apply(builder()))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("NEARFAR-0101");
  }

  static List<UnaryOperator<NearfarConfigurationBuilder<Long, String>>> builder_null() {
    return List.of(
        b -> NearfarConfiguration.builder(null, String.class),
        b -> NearfarConfiguration.builder(Long.class, null),
        b -> b.loaderFactory(null),
        b -> b.writerFactory(null),
        b -> b.expiryPolicyFactory(null),
        b -> b.listener(null),
        b -> b.topology(null),
        b -> b.evictionPolicy(null),
        b -> b.maxWeight(1, null),
        b -> b.immutableType((Class<?>) null),
        b -> b.immutableTypes(null),
        b -> b.allowedTypes((String) null),
        b -> b.allowedType((Class<?>) null),
        b -> b.tagDependency(null, "b"),
        b -> b.tagDependency("a", null),
        b -> b.expireAfterCreation(null),
        b -> b.expireAfterUpdate(null),
        b -> b.expireAfterAccess(null));
  }

  @Test
  void copyOf_null() {
    assertThatThrownBy(() -> NearfarConfiguration.copyOf(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("NEARFAR-0101");
  }

  @Test
  void copyOf_plain() {
    NearfarConfiguration<Long, String> copy =
        NearfarConfiguration.copyOf(new PlainConfiguration(/* storeByValue= */ false));

    assertThat(copy.getKeyType()).isEqualTo(Long.class);
    assertThat(copy.isStoreByValue()).isFalse();
    assertThat(copy.getExpiryPolicyFactory()).isEqualTo(EternalExpiryPolicy.factoryOf());
  }

  @Test
  void copyOf_mutable() {
    MutableConfiguration<Long, String> original = mutable();

    NearfarConfiguration<Long, String> copy = NearfarConfiguration.copyOf(original);

    assertThat(new MutableConfiguration<>(copy)).isEqualTo(original);
    assertThat(copy.getCacheLoaderFactory()).isSameAs(original.getCacheLoaderFactory());
    assertThat(copy.getCacheWriterFactory()).isSameAs(original.getCacheWriterFactory());
    assertThat(copy.getExpiryPolicyFactory()).isSameAs(original.getExpiryPolicyFactory());
    assertThat(copy.givenExpiryPolicyFactory()).containsSame(original.getExpiryPolicyFactory());
  }

  @Test
  void copyOf_mutableUntyped() {
    NearfarConfiguration<Object, Object> copy =
        NearfarConfiguration.copyOf(new MutableConfiguration<>());

    assertThat(copy.getKeyType()).isEqualTo(Object.class);
    assertThat(copy.getValueType()).isEqualTo(Object.class);
    assertThat(copy.given()).isEmpty();
    assertThat(copy.givenExpiryPolicyFactory()).isEmpty();
  }

  @Test
  void copyOf_inconsistentStandardConfigurationIsKept() {
    var original = new MutableConfiguration<Long, String>().setReadThrough(true);

    assertThat(NearfarConfiguration.copyOf(original).isReadThrough()).isTrue();
  }

  @Test
  void copyOf_originalChangesLater() {
    MutableConfiguration<Long, String> original = mutable();
    NearfarConfiguration<Long, String> copy = NearfarConfiguration.copyOf(original);
    NearfarConfiguration<Long, String> same = NearfarConfiguration.copyOf(mutable());

    original
        .setTypes(Long.class, String.class)
        .setStatisticsEnabled(false)
        .setReadThrough(false)
        .setStoreByValue(true)
        .setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf())
        .addCacheEntryListenerConfiguration(listener(2));

    assertThat(copy).isEqualTo(same);
    assertThat(copy.getCacheEntryListenerConfigurations()).containsExactly(listener(1));
  }

  @Test
  void copyOf_listenerConfigurationChangesLater() {
    MutableCacheEntryListenerConfiguration<Long, String> listener = listener(1);
    NearfarConfiguration<Long, String> copy =
        NearfarConfiguration.copyOf(
            new MutableConfiguration<Long, String>().addCacheEntryListenerConfiguration(listener));

    listener.setSynchronous(false);

    assertThat(copy.getCacheEntryListenerConfigurations()).containsExactly(listener(1));
  }

  @Test
  void copyOf_ours() {
    NearfarConfiguration<Long, String> configuration = builder().build();

    assertThat(NearfarConfiguration.copyOf(configuration)).isSameAs(configuration);
  }

  @Test
  void equals_copiesOfEqualConfigurations() {
    assertThat(NearfarConfiguration.copyOf(mutable()))
        .isEqualTo(NearfarConfiguration.copyOf(mutable()))
        .hasSameHashCodeAs(NearfarConfiguration.copyOf(mutable()))
        .isEqualTo(NearfarConfiguration.copyOf(mutable()).toBuilder().build());
  }

  @Test
  void equals_eachSettingCounts() {
    Collection<Object> all = new ArrayList<>();
    all.add(builder().build());
    all.add("something else");
    all.add(NearfarConfiguration.builder(String.class, String.class).build());
    all.add(NearfarConfiguration.builder(Long.class, Long.class).build());
    for (UnaryOperator<NearfarConfigurationBuilder<Long, String>> setter :
        List.<UnaryOperator<NearfarConfigurationBuilder<Long, String>>>of(
            b -> b.storeByValue(false),
            b -> b.storeByValue(true),
            b -> b.statisticsEnabled(true),
            b -> b.managementEnabled(true),
            b -> b.loaderFactory(LOADER),
            b -> b.loaderFactory(LOADER).readThrough(true),
            b -> b.writerFactory(WRITER),
            b -> b.writerFactory(WRITER).writeThrough(true),
            b -> b.expiryPolicyFactory(ONE_MINUTE),
            b -> b.expiryPolicyFactory(EternalExpiryPolicy.factoryOf()),
            b -> b.listener(listener(1)),
            b -> b.topology(Topology.NONE),
            b -> b.evictionPolicy(EvictionPolicy.FIFO),
            b -> b.maxEntries(1),
            b -> b.maxBytes(1),
            b -> b.maxWeight(1, (key, value) -> 1),
            b -> b.immutableType(Money.class),
            b -> b.allowedType(Money.class),
            b -> b.allowedTypes("com.acme.*"),
            b -> b.tagDependency("a", "b"),
            b -> b.tagDependency("b", "a"),
            b -> b.expireAfterCreation(Duration.ZERO),
            b -> b.expireAfterUpdate(Duration.ZERO),
            b -> b.expireAfterAccess(Duration.ZERO))) {
      all.add(setter.apply(builder()).build());
    }

    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void with_leavesTheOriginalAlone() {
    NearfarConfiguration<Long, String> original = builder().maxEntries(5).build();

    NearfarConfiguration<Long, String> changed =
        original
            .withListener(listener(1))
            .withListener(listener(2))
            .withoutListener(listener(1))
            .withoutListener(listener(3))
            .withStatisticsEnabled(true)
            .withManagementEnabled(true);

    assertThat(original).isEqualTo(builder().maxEntries(5).build());
    assertThat(changed.getCacheEntryListenerConfigurations()).containsExactly(listener(2));
    assertThat(changed.isStatisticsEnabled()).isTrue();
    assertThat(changed.isManagementEnabled()).isTrue();
    assertThat(changed.maxEntries()).hasValue(5);
  }

  @Test
  void withListener_twice() {
    NearfarConfiguration<Long, String> configuration = builder().listener(listener(1)).build();

    assertThatThrownBy(() -> configuration.withListener(listener(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void build_builderUsedAgain() {
    var builder = builder().maxEntries(1).immutableType(Money.class).tagDependency("a", "b");
    NearfarConfiguration<Long, String> first = builder.build();

    builder
        .maxEntries(2)
        .immutableType(Rate.class)
        .tagDependency("c", "d")
        .listener(listener(1))
        .build();

    assertThat(first)
        .isEqualTo(
            builder().maxEntries(1).immutableType(Money.class).tagDependency("a", "b").build());
  }

  @Test
  void accessors_immutable() {
    NearfarConfiguration<Long, String> configuration =
        builder().listener(listener(1)).immutableType(Money.class).build();

    assertThatThrownBy(configuration.getCacheEntryListenerConfigurations()::clear)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(configuration.immutableTypes().orElseThrow()::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void serialization_equal() throws Exception {
    NearfarConfiguration<Long, String> configuration =
        NearfarConfiguration.copyOf(mutable()).toBuilder()
            .maxBytes(7)
            .immutableType(Money.class)
            .tagDependency("role:*", "permissions")
            .topology(Topology.NEAR)
            .build();

    assertThat(throughBytes(configuration)).isEqualTo(configuration);
  }

  @Test
  void serialization_times() throws Exception {
    NearfarConfiguration<Long, String> configuration =
        builder().expireAfterAccess(Duration.ofSeconds(3)).build();

    assertThat(throughBytes(configuration)).isEqualTo(configuration);
    assertThat(throughBytes(configuration.getExpiryPolicyFactory()))
        .isEqualTo(configuration.getExpiryPolicyFactory());
  }

  @Test
  void serialization_exception() throws Exception {
    var fault = new Fault("file", 3, "path", "message");
    var exception = new NearfarConfigurationException("manager", List.of(fault));

    assertThat(throughBytes(exception).faults()).containsExactly(fault);
  }

  @Test
  void toString_showsNoObjects() {
    assertThat(builder().topology(Topology.NEAR).build())
        .hasToString(
            "NearfarConfiguration[java.lang.Long -> java.lang.String, given: [topology],"
                + " readThrough: false, writeThrough: false, listeners: 0]");
  }

  private static NearfarConfigurationBuilder<Long, String> builder() {
    return NearfarConfiguration.builder(Long.class, String.class);
  }

  private static MutableConfiguration<Long, String> mutable() {
    return new MutableConfiguration<Long, String>()
        .setTypes(Long.class, String.class)
        .setStoreByValue(false)
        .setReadThrough(true)
        .setWriteThrough(true)
        .setStatisticsEnabled(true)
        .setManagementEnabled(true)
        .setCacheLoaderFactory(LOADER)
        .setCacheWriterFactory(WRITER)
        .setExpiryPolicyFactory(
            AccessedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_HOUR))
        .addCacheEntryListenerConfiguration(listener(1));
  }

  private static MutableCacheEntryListenerConfiguration<Long, String> listener(int number) {
    Factory<CacheEntryListener<? super Long, ? super String>> factory =
        new FactoryBuilder.SingletonFactory<>(new TestListener(number));
    return new MutableCacheEntryListenerConfiguration<>(
        factory, /* filterFactory= */ null, /* isOldValueRequired= */ true, /* sync= */ true);
  }

  @SuppressWarnings("unchecked")
  private static <T> T throughBytes(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  record Money(long cents) {}

  record Rate(int percent) {}

  private record PlainConfiguration(boolean storeByValue) implements Configuration<Long, String> {
    @Override
    public Class<Long> getKeyType() {
      return Long.class;
    }

    @Override
    public Class<String> getValueType() {
      return String.class;
    }

    @Override
    public boolean isStoreByValue() {
      return storeByValue;
    }
  }

  private record TestListener(int number)
      implements CacheEntryCreatedListener<Object, Object>, Serializable {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<?, ?>> events) {}
  }

  /** Loads nothing. */
  public static final class TestLoader implements CacheLoader<Long, String> {
    @Override
    public String load(Long key) {
      return "";
    }

    @Override
    public Map<Long, String> loadAll(Iterable<? extends Long> keys) {
      return Map.of();
    }
  }

  /** Writes nothing. */
  public static final class TestWriter implements CacheWriter<Object, Object> {
    @Override
    public void write(Cache.Entry<?, ?> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<?, ?>> entries) {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {}
  }
}
