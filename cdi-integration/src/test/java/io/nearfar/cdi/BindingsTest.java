package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.InterceptionFactory;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;

/**
 * Where annotations may stand, which of them counts, and what the application brings of its own:
 * classes, superclasses, stereotypes, defaults, resolvers, key generators, configured caches.
 */
class BindingsTest {

  @Test
  void class_meansAllItsMethodsWithAResult() {
    try (TestContainer container = new TestContainer(WholeClass.class)) {
      WholeClass bean = container.get(WholeClass.class);
      assertThat(bean.one(1)).isEqualTo(bean.one(1));
      assertThat(bean.two(1)).isEqualTo(bean.two(1));
      bean.nothing();
      assertThat(container.cache("whole").get(MethodKey.of(1))).isNotNull();
    }
  }

  @Test
  void method_goesBeforeItsClass() {
    try (TestContainer container = new TestContainer(WholeClass.class)) {
      WholeClass bean = container.get(WholeClass.class);
      bean.one(1);
      bean.clear(5);

      assertThat(container.cache("whole").iterator().hasNext()).isFalse();
    }
  }

  @Test
  void inheritedMethods_areCached_withTheDefaultsOfTheirClass() {
    try (TestContainer container = new TestContainer(Sub.class)) {
      Sub bean = container.get(Sub.class);
      assertThat(bean.inherited(1)).isEqualTo(1);
      assertThat(bean.inherited(1)).isEqualTo(1);
      assertThat(container.cache("base").get(MethodKey.of(1))).isEqualTo(1);
      assertThat(bean.overridden(1)).isEqualTo(2);
      assertThat(bean.overridden(1)).isEqualTo(3);
    }
  }

  /** The compiler puts a bridge into the public class, for the sake of reflection. */
  @Test
  void inheritedMethods_ofClassesThatAreNotPublic_areCached() {
    try (TestContainer container = new TestContainer(PublicSub.class)) {
      PublicSub bean = container.get(PublicSub.class);
      assertThat(PublicSub.class.getDeclaredMethods()).anyMatch(Method::isBridge);
      assertThat(bean.inherited(1)).isEqualTo(1);
      assertThat(bean.inherited(1)).isEqualTo(1);
      assertThat(container.cache("hidden").get(MethodKey.of(1))).isEqualTo(1);
    }
  }

  @Test
  void overriddenMethods_withABridge_areNotCached() {
    try (TestContainer container = new TestContainer(OfLong.class)) {
      Generic<Long> bean = container.get(OfLong.class);
      assertThat(OfLong.class.getDeclaredMethods()).anyMatch(Method::isBridge);
      assertThat(bean.get(1L)).isEqualTo(1);
      assertThat(bean.get(1L)).isEqualTo(2);
    }
  }

  @Test
  void stereotype_countsAsItsAnnotations() {
    try (TestContainer container = new TestContainer(WithStereotype.class)) {
      WithStereotype bean = container.get(WithStereotype.class);
      assertThat(bean.get(1)).isEqualTo(1);
      assertThat(bean.get(1)).isEqualTo(1);
      assertThat(container.cache("stereotype").get(MethodKey.of(1))).isEqualTo(1);
    }
  }

  @Test
  void interceptionFactory_makesCachingObjects() {
    try (TestContainer container = new TestContainer(Producer.class)) {
      Produced bean = container.get(Produced.class);
      assertThat(bean.get(1)).isEqualTo(1);
      assertThat(bean.get(1)).isEqualTo(1);
    }
  }

  @Test
  void defaults_giveNameResolverAndGenerator_andAnnotationsGoBeforeThem() {
    try (TestContainer container = new TestContainer(WithDefaults.class)) {
      WithDefaults bean = container.get(WithDefaults.class);
      bean.byDefault(1);
      bean.ofItsOwn(2);

      assertThat(container.cache("resolved-defaulted").iterator().next().getKey())
          .isEqualTo(new OwnKey(List.of(1)));
      assertThat(container.cache("resolved-own").iterator().next().getKey())
          .isEqualTo(new OwnKey(List.of("other", 2)));
    }
  }

  @Test
  void resolverAndGenerator_mayBeBeans() {
    try (TestContainer container = new TestContainer(BeanUser.class, BeanGenerator.class)) {
      container.get(BeanUser.class).get(7);
      assertThat(container.cache("bean").iterator().next().getKey())
          .isEqualTo(new OwnKey(List.of("from a bean", 7)));
    }
  }

  @Test
  void generator_isTheBeanOfItsClass_evenIfASubclassIsABean() {
    try (TestContainer container =
        new TestContainer(BeanUser.class, BeanGenerator.class, SubGenerator.class)) {
      container.get(BeanUser.class).get(7);
      assertThat(container.cache("bean").iterator().next().getKey())
          .isEqualTo(new OwnKey(List.of("from a bean", 7)));
    }
  }

  @Test
  void generator_thatIsAmbiguous_isRefusedWithWords() {
    try (TestContainer container =
        new TestContainer(BeanUser.class, SubGenerator.class, OtherSubGenerator.class)) {
      assertThatThrownBy(() -> container.get(BeanUser.class).get(7))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("NEARFAR-CDI-010")
          .hasMessageContaining(BeanGenerator.class.getName());
    }
  }

  @Test
  void exceptionCache_hasAResolverOfItsOwn() {
    try (TestContainer container = new TestContainer(Failing.class)) {
      Failing bean = container.get(Failing.class);
      assertThatThrownBy(() -> bean.get(1)).hasMessage("1");
      assertThatThrownBy(() -> bean.get(1)).hasMessage("1");
      assertThat(container.cache("resolved-exceptions-failing").iterator().hasNext()).isTrue();
    }
  }

  @Test
  void contexts_tellEverything() {
    try (TestContainer container = new TestContainer(Told.class)) {
      container.get(Told.class).put("key", "value", 3);

      CacheKeyInvocationContext<? extends Annotation> context = Recorder.LAST.get("context");
      assertThat(context.getCacheName()).isEqualTo("told");
      assertThat(context.getMethod().getName()).isEqualTo("put");
      assertThat(context.getCacheAnnotation()).isInstanceOf(CachePut.class);
      assertThat(context.getAnnotations()).hasAtLeastOneElementOfType(CachePut.class);
      assertThat(context.getTarget()).isInstanceOf(Told.class);
      assertThat(context.getKeyParameters()).hasSize(1);
      assertThat(context.getKeyParameters()[0].getValue()).isEqualTo("key");
      assertThat(context.getKeyParameters()[0].getAnnotations())
          .hasAtLeastOneElementOfType(CacheKey.class);
      assertThat(context.getAllParameters()).hasSize(3);
      assertThat(context.getAllParameters()[2].getRawType()).isEqualTo(int.class);
      assertThat(context.getAllParameters()[2].getParameterPosition()).isEqualTo(2);
      assertThat(context.getValueParameter().getValue()).isEqualTo("value");
      assertThat(context.unwrap(jakarta.interceptor.InvocationContext.class)).isNotNull();
      assertThatThrownBy(() -> context.unwrap(String.class))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void policy_givesPrefixAndVersion() {
    try (TestContainer container = new TestContainer(WithPolicy.class)) {
      container.get(WithPolicy.class).get(1L);
      assertThat(container.cache("policy").iterator().next().getKey())
          .hasToString("products:v3:1L");
    }
  }

  @Test
  void configuredCache_isUsedAsItIs() {
    try (TestContainer container = new TestContainer(Typed.class)) {
      container
          .manager()
          .createCache(
              "typed",
              new MutableConfiguration<GeneratedCacheKey, String>()
                  .setTypes(GeneratedCacheKey.class, String.class));
      Typed bean = container.get(Typed.class);
      assertThat(bean.get(1)).isEqualTo("1");
      assertThat(
              container
                  .manager()
                  .getCache("typed", GeneratedCacheKey.class, String.class)
                  .get(MethodKey.of(1)))
          .isEqualTo("1");
      // It can't hold the mark of null, so null is not cached, and nothing fails.
      assertThat(bean.get(0)).isNull();
      assertThat(bean.get(0)).isNull();
    }
  }

  @Test
  void configuredCache_withOtherKeys_isRefusedWithWords() {
    try (TestContainer container = new TestContainer(Typed.class)) {
      container
          .manager()
          .createCache(
              "typed",
              new MutableConfiguration<String, String>().setTypes(String.class, String.class));
      assertThatThrownBy(() -> container.get(Typed.class).get(1))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("NEARFAR-CDI-002")
          .hasMessageContaining("java.lang.String");
    }
  }

  @Test
  void destroyedCache_isMadeAgain() {
    try (TestContainer container = new TestContainer(Typed.class)) {
      Typed bean = container.get(Typed.class);
      bean.get(1);
      container.manager().destroyCache("typed");

      assertThat(bean.get(1)).isEqualTo("1");
      assertThat(container.cache("typed")).isNotNull();
    }
  }

  @Test
  void passivatingBeans_mayBeIntercepted() {
    try (TestContainer container = new TestContainer(InSession.class)) {
      assertThat(container.manager()).isNotNull();
    }
  }

  @Dependent
  @CacheResult(cacheName = "whole")
  static class WholeClass {
    private final AtomicInteger calls = new AtomicInteger();

    int one(int id) {
      return calls.incrementAndGet();
    }

    int two(int id) {
      return calls.incrementAndGet();
    }

    void nothing() {}

    @CacheRemoveAll(cacheName = "whole")
    int clear(int id) {
      return 0;
    }
  }

  @CacheDefaults(cacheName = "base")
  static class Base {
    protected final AtomicInteger calls = new AtomicInteger();

    @CacheResult
    int inherited(int id) {
      return calls.incrementAndGet();
    }

    @CacheResult
    int overridden(int id) {
      return calls.incrementAndGet();
    }
  }

  @Dependent
  static class Sub extends Base {
    @Override
    int overridden(int id) {
      return calls.incrementAndGet();
    }
  }

  abstract static class Hidden {
    private int calls;

    @CacheResult(cacheName = "hidden")
    public int inherited(int id) {
      return ++calls;
    }
  }

  @Dependent
  public static class PublicSub extends Hidden {
    public int inherited(String other) {
      return 0;
    }
  }

  static class Generic<K> {
    @CacheResult(cacheName = "generic")
    public int get(K key) {
      return 0;
    }
  }

  @Dependent
  static class OfLong extends Generic<Long> {
    private int calls;

    @Override
    public int get(Long key) {
      return ++calls;
    }
  }

  @Stereotype
  @CacheResult
  @CacheDefaults(cacheName = "stereotype")
  @Retention(RetentionPolicy.RUNTIME)
  @interface CachedAlways {}

  @Dependent
  @CachedAlways
  static class WithStereotype {
    private int calls;

    int get(int id) {
      return ++calls;
    }
  }

  static class Produced {
    private int calls;

    @CacheResult(cacheName = "produced")
    int get(int id) {
      return ++calls;
    }
  }

  @Dependent
  static class Producer {
    @Produces
    @Dependent
    Produced produced(InterceptionFactory<Produced> factory) {
      return factory.createInterceptedInstance(new Produced());
    }
  }

  record OwnKey(List<Object> parts) implements GeneratedCacheKey {
    private static final long serialVersionUID = 1L;
  }

  static List<Object> parts(CacheKeyInvocationContext<? extends Annotation> context) {
    return new ArrayList<>(
        Arrays.stream(context.getKeyParameters()).map(CacheInvocationParameter::getValue).toList());
  }

  static class Generator implements CacheKeyGenerator {
    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      return new OwnKey(parts(context));
    }
  }

  static class OtherGenerator implements CacheKeyGenerator {
    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      List<Object> parts = parts(context);
      parts.add(0, "other");
      return new OwnKey(parts);
    }
  }

  @ApplicationScoped
  static class BeanGenerator implements CacheKeyGenerator {
    private final String first;

    BeanGenerator() {
      first = "from a bean";
    }

    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      List<Object> parts = parts(context);
      // Of a client proxy this field is null in no method, only from outside.
      parts.add(0, first);
      return new OwnKey(parts);
    }
  }

  @ApplicationScoped
  static class SubGenerator extends BeanGenerator {
    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      return new OwnKey(List.of("from a subclass"));
    }
  }

  @ApplicationScoped
  static class OtherSubGenerator extends SubGenerator {}

  static class Resolvers implements CacheResolverFactory {
    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> details) {
      return new NamedResolver("resolved-" + details.getCacheName());
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
      return new NamedResolver(
          "resolved-exceptions-" + details.getCacheAnnotation().exceptionCacheName());
    }
  }

  record NamedResolver(String name) implements CacheResolver {
    @Override
    public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> context) {
      CacheManager manager =
          jakarta.enterprise.inject.spi.CDI.current().select(CacheManager.class).get();
      Cache<K, V> cache = manager.getCache(name);
      return cache == null ? manager.createCache(name, new MutableConfiguration<K, V>()) : cache;
    }
  }

  @Dependent
  @CacheDefaults(
      cacheName = "defaulted",
      cacheResolverFactory = Resolvers.class,
      cacheKeyGenerator = Generator.class)
  static class WithDefaults {
    @CacheResult
    int byDefault(int id) {
      return id;
    }

    @CacheResult(cacheName = "own", cacheKeyGenerator = OtherGenerator.class)
    int ofItsOwn(int id) {
      return id;
    }
  }

  @Dependent
  static class BeanUser {
    @CacheResult(cacheName = "bean", cacheKeyGenerator = BeanGenerator.class)
    int get(int id) {
      return id;
    }
  }

  @Dependent
  static class Failing {
    private int calls;

    @CacheResult(
        cacheName = "fails",
        exceptionCacheName = "failing",
        cacheResolverFactory = Resolvers.class)
    int get(int id) {
      throw new IllegalStateException(Integer.toString(++calls));
    }
  }

  static class Recorder implements CacheKeyGenerator {
    static final ConcurrentHashMap<String, CacheKeyInvocationContext<? extends Annotation>> LAST =
        new ConcurrentHashMap<>();

    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      LAST.put("context", context);
      return new OwnKey(parts(context));
    }
  }

  @Dependent
  static class Told {
    @CachePut(cacheName = "told", cacheKeyGenerator = Recorder.class)
    void put(@CacheKey String key, @CacheValue String value, int more) {}
  }

  @Dependent
  @CachePolicy(keyPrefix = "products", keyVersion = 3)
  static class WithPolicy {
    @CacheResult(cacheName = "policy")
    String get(long id) {
      return "x";
    }
  }

  @Dependent
  static class Typed {
    @CacheResult(cacheName = "typed")
    String get(int id) {
      return id == 0 ? null : Integer.toString(id);
    }
  }

  @SessionScoped
  static class InSession implements Serializable {
    private static final long serialVersionUID = 1L;

    @CacheResult(cacheName = "session")
    String get(int id) {
      return "x";
    }
  }
}
