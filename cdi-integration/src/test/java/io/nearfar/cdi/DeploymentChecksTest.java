package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.cdi.internal.check.OperationChecks;
import io.nearfar.cdi.internal.model.Fault;
import io.nearfar.cdi.internal.model.MethodFacts;
import io.nearfar.cdi.internal.model.OperationReader;
import io.nearfar.cdi.internal.model.ParameterFacts;
import io.nearfar.cdi.internal.model.TypeFacts;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that is found at deployment, and all of them in one message. */
class DeploymentChecksTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(101, SeveralOperations.class, "both("),
        Arguments.of(101, SeveralOnClass.class, "SeveralOnClass"),
        Arguments.of(103, VoidResult.class, "nothing("),
        Arguments.of(104, SeveralValues.class, "put("),
        Arguments.of(105, NoValue.class, "put("),
        Arguments.of(106, ValueWithoutPut.class, "get("),
        Arguments.of(107, ValueInKey.class, "put("),
        Arguments.of(108, NoEquals.class, "get("),
        Arguments.of(109, PrivateMethod.class, "get("),
        Arguments.of(109, StaticMethod.class, "get("),
        Arguments.of(109, FinalMethod.class, "get("),
        Arguments.of(110, FinalClass.class, "FinalClass"),
        Arguments.of(111, OverlappingExceptions.class, "get("),
        Arguments.of(112, ExceptionsWithoutCache.class, "get("),
        Arguments.of(113, SameCaches.class, "get("),
        Arguments.of(114, IdleExceptions.class, "remove("),
        Arguments.of(115, WrongPolicy.class, "get("),
        Arguments.of(116, DifferentPolicies.class, "cache 'policies'"),
        Arguments.of(117, NotMade.class, "get("),
        Arguments.of(118, ConsumedResult.class, "get("),
        Arguments.of(119, KeyWithoutOperation.class, "get("),
        Arguments.of(121, BadExpression.class, "\"a{id\": '{' at 2 is not closed"),
        Arguments.of(122, UnknownParameter.class, "'ID'; it has id"),
        Arguments.of(124, UnknownProperty.class, "'nothing' of java.lang.String"),
        Arguments.of(125, NoTagText.class, "'{result}' is a "),
        Arguments.of(126, TagOfNoResult.class, "change("),
        Arguments.of(127, TagOfLateResult.class, "change("),
        Arguments.of(128, BadTag.class, "256 bytes"),
        Arguments.of(128, BadEvent.class, "the name of an event"),
        Arguments.of(129, TagsWithoutStore.class, "@CacheTags"),
        Arguments.of(129, EventWithoutStore.class, "@InvalidateOn"),
        Arguments.of(129, TagsOnRemove.class, "remove("),
        Arguments.of(130, NoTags.class, "@CacheTags has no tags"),
        Arguments.of(130, NoEvents.class, "@InvalidateOn names no event"),
        Arguments.of(130, NothingInvalidated.class, "@InvalidateTags has no tags"),
        Arguments.of(131, NoCacheNamed.class, "change("),
        Arguments.of(109, PrivateInvalidation.class, "change("),
        Arguments.of(109, FinalBatch.class, "change("),
        Arguments.of(110, FinalClassOfTags.class, "FinalClassOfTags"),
        Arguments.of(111, OverlappingDrops.class, "change("),
        Arguments.of(114, IdleExceptionsOfTags.class, "change("),
        Arguments.of(132, BatchOfStage.class, "CompletionStage"),
        Arguments.of(133, WrongTtl.class, "'10 minutes'"),
        Arguments.of(133, NoTtl.class, "'0s'"),
        Arguments.of(134, DifferentTimes.class, "cache 'times'"),
        Arguments.of(134, DifferentLevels.class, "cache 'levels'"),
        Arguments.of(135, PolicyWithResolver.class, "a ttl"),
        Arguments.of(136, VariedGenerator.class, "get("),
        Arguments.of(137, NoVariation.class, "TENANT"),
        Arguments.of(116, DifferentVariation.class, "[LOCALE]"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistake_isFound(int id, Class<?> bean, String where) {
    String message = messageOf(bean);

    assertThat(message)
        .contains("NEARFAR-CDI-100")
        .contains("They have a fault.")
        .contains("NEARFAR-CDI-" + id)
        .contains(where)
        .contains(bean.getName());
  }

  @Test
  void allMistakes_areInOneMessage() {
    Class<?>[] all =
        mistakes().map(arguments -> (Class<?>) arguments.get()[1]).toArray(Class<?>[]::new);

    String message = messageOf(all);

    assertThat(message).contains("They have " + all.length + " faults.");
    assertThat(message.split("NEARFAR-CDI-100", -1)).hasSize(2);
    mistakes()
        .forEach(arguments -> assertThat(message).contains("NEARFAR-CDI-" + arguments.get()[0]));
  }

  /** Nothing that the JDK has can be annotated, and it is what has no names. */
  @Test
  void missingParameterNames_areExplained() throws Exception {
    Method method = String.class.getMethod("charAt", int.class);
    CacheResult result =
        Right.class.getDeclaredMethod("named", long.class).getAnnotation(CacheResult.class);
    CacheTags tags =
        Right.class.getDeclaredMethod("named", long.class).getAnnotation(CacheTags.class);
    List<Fault> faults = new ArrayList<>();

    OperationReader.read(
        new TypeFacts(
            String.class,
            Set.of(),
            Set.of(),
            List.of(
                new MethodFacts(
                    method,
                    Set.of(result, tags),
                    List.of(new ParameterFacts(0, int.class, int.class, Set.of()))))),
        faults::add);

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).text())
        .contains("NEARFAR-CDI-123")
        .contains("'id'")
        .contains("<maven.compiler.parameters>true</maven.compiler.parameters>")
        .contains("options.compilerArgs.add(\"-parameters\")");
  }

  @Test
  void inheritedMethod_withoutCacheName_isFoundInSeveralClasses() {
    assertThat(messageOf(Products.class, Customers.class))
        .contains("They have a fault.")
        .contains("NEARFAR-CDI-120")
        .contains(Repo.class.getName() + ".find(long)")
        .contains(Products.class.getName())
        .contains(Customers.class.getName());
  }

  @Test
  void inheritedMethod_withDefaultsOfEachClass_isLetPass() {
    try (TestContainer container = new TestContainer(Products.class, NamedCustomers.class)) {
      assertThat(container.get(Products.class).find(1)).isEqualTo("product");
      assertThat(container.get(NamedCustomers.class).find(1)).isEqualTo(1);
    }
  }

  @Test
  void whatIsRight_isLetPass() {
    try (TestContainer container = new TestContainer(Right.class)) {
      assertThat(container.get(Right.class).get(1, "any", new int[0], 2L)).isEqualTo("right");
    }
  }

  @Test
  void missingCacheName_isTheMethodsName_andWarnedOf() {
    List<String> warnings = new ArrayList<>();
    Logger logger = Logger.getLogger(OperationChecks.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            warnings.add(line.getLevel() + " " + line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    String prefix = NoCacheNames.class.getName();
    try (TestContainer container = new TestContainer(NoCacheNames.class, DefaultCacheName.class)) {
      NoCacheNames bean = container.get(NoCacheNames.class);
      bean.put(1, "one");
      bean.remove(1);
      bean.removeAll();

      assertThat(container.cache(prefix + ".put(int,java.lang.String)").get(MethodKey.of(1)))
          .isEqualTo("one");
      assertThat(container.cache(prefix + ".remove(int)")).isEmpty();
      assertThat(container.cache(prefix + ".removeAll()")).isEmpty();
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(warnings)
        .hasSize(3)
        .allMatch(line -> line.startsWith("WARNING NEARFAR-CDI-052: " + prefix))
        .anyMatch(line -> line.contains(".put(int,java.lang.String)"))
        .anyMatch(line -> line.contains(".remove(int)"))
        .anyMatch(line -> line.contains(".removeAll()"));
  }

  private static String messageOf(Class<?>... beans) {
    Throwable thrown =
        catchThrowable(
            () -> {
              try (TestContainer container = new TestContainer(beans)) {
                container.manager();
              }
            });
    assertThat(thrown).isNotNull();
    return thrown.getMessage();
  }

  @Dependent
  static class Right {
    @CacheResult(cacheName = "right")
    <T> String get(int primitive, Object any, int[] array, T generic) {
      return "right";
    }

    @CachePut(cacheName = "right")
    void put(@CacheKey long key, String value) {}

    @CacheResult(cacheName = "right")
    @CacheTags("{id}")
    String named(long id) {
      return "named";
    }

    @CacheRemoveAll(cacheName = "right", evictFor = IOException.class)
    void removeAll() {}
  }

  abstract static class Repo<T> {
    @CacheResult
    T find(long id) {
      return read();
    }

    abstract T read();
  }

  @Dependent
  static class Products extends Repo<String> {
    @Override
    String read() {
      return "product";
    }
  }

  @Dependent
  static class Customers extends Repo<Integer> {
    @Override
    Integer read() {
      return 1;
    }
  }

  @Dependent
  @CacheDefaults(cacheName = "customers")
  static class NamedCustomers extends Repo<Integer> {
    @Override
    Integer read() {
      return 1;
    }
  }

  @Dependent
  static class SeveralOperations {
    @CacheResult
    @CacheRemoveAll(cacheName = "x")
    String both(int a) {
      return "";
    }
  }

  @Dependent
  @CacheResult
  @CacheRemoveAll(cacheName = "x")
  static class SeveralOnClass {
    String get(int a) {
      return "";
    }
  }

  @Dependent
  static class NoCacheNames {
    @CachePut
    void put(@CacheKey int a, String b) {}

    @CacheRemove
    void remove(int a) {}

    @CacheRemoveAll
    void removeAll() {}

    @CacheResult
    String get(int a) {
      return "";
    }
  }

  @Dependent
  @CacheDefaults(cacheName = "named")
  static class DefaultCacheName {
    @CacheRemove
    void remove(int a) {}
  }

  @Dependent
  static class VoidResult {
    @CacheResult
    void nothing(int a) {}
  }

  @Dependent
  static class SeveralValues {
    @CachePut(cacheName = "x")
    void put(int a, @CacheValue String b, @CacheValue String c) {}
  }

  @Dependent
  static class NoValue {
    @CachePut(cacheName = "x")
    void put(int a, String b) {}
  }

  @Dependent
  static class ValueWithoutPut {
    @CacheResult
    String get(@CacheValue int a) {
      return "";
    }
  }

  @Dependent
  static class ValueInKey {
    @CachePut(cacheName = "x")
    void put(@CacheKey @CacheValue String a) {}
  }

  static class WithoutEquals {}

  @Dependent
  static class NoEquals {
    @CacheResult
    String get(WithoutEquals a) {
      return "";
    }
  }

  @Dependent
  static class PrivateMethod {
    @CacheResult
    private String get(int a) {
      return "";
    }
  }

  @Dependent
  static class StaticMethod {
    @CacheResult
    static String get(int a) {
      return "";
    }
  }

  @Dependent
  static class FinalMethod {
    @CacheResult
    final String get(int a) {
      return "";
    }
  }

  @Dependent
  static final class FinalClass {
    @CacheResult
    String get(int a) {
      return "";
    }
  }

  @Dependent
  static class OverlappingExceptions {
    @CacheResult(
        exceptionCacheName = "x",
        cachedExceptions = IOException.class,
        nonCachedExceptions = IOException.class)
    String get(int a) {
      return "";
    }
  }

  @Dependent
  static class ExceptionsWithoutCache {
    @CacheResult(cachedExceptions = IOException.class)
    String get(int a) {
      return "";
    }
  }

  @Dependent
  static class SameCaches {
    @CacheResult(cacheName = "x", exceptionCacheName = "x")
    String get(int a) {
      return "";
    }
  }

  @Dependent
  static class IdleExceptions {
    @CacheRemove(cacheName = "x", afterInvocation = false, evictFor = IOException.class)
    void remove(int a) {}
  }

  @Dependent
  static class WrongPolicy {
    @CacheResult
    @CachePolicy(keyPrefix = "a:b")
    String get(int a) {
      return "";
    }
  }

  @Dependent
  static class DifferentPolicies {
    @CacheResult(cacheName = "policies")
    @CachePolicy(keyVersion = 1)
    String get(int a) {
      return "";
    }

    @CacheRemove(cacheName = "policies")
    void remove(int a) {}
  }

  static class WithoutConstructor implements CacheKeyGenerator {
    WithoutConstructor(int a) {}

    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      return MethodKey.of(((CacheInvocationContext<?>) context).getAllParameters().length);
    }
  }

  @Dependent
  static class NotMade {
    @CacheResult(cacheKeyGenerator = WithoutConstructor.class)
    String get(int a) {
      return "";
    }
  }

  @Dependent
  static class ConsumedResult {
    @CacheResult
    Stream<String> get(int a) {
      return Stream.of();
    }
  }

  @Dependent
  static class KeyWithoutOperation {
    String get(@CacheKey int a) {
      return "";
    }
  }

  @Dependent
  static class BadExpression {
    @CacheResult
    @CacheTags("a{id")
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class UnknownParameter {
    @CacheResult
    @CacheTags("{ID}")
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class UnknownProperty {
    @CachePut(cacheName = "x")
    @CacheTags("{result.nothing}")
    void put(@CacheKey int id, String value) {}
  }

  @Dependent
  static class NoTagText {
    @CacheResult
    @CacheTags("{result}")
    WithoutEquals get(int id) {
      return new WithoutEquals();
    }
  }

  @Dependent
  static class TagOfNoResult {
    @InvalidateTags(value = "{result}", cacheName = "x")
    void change(int id) {}
  }

  @Dependent
  static class TagOfLateResult {
    @InvalidateTags(value = "{result}", cacheName = "x", afterInvocation = false)
    int change(int id) {
      return id;
    }
  }

  @Dependent
  static class BadTag {
    private static final String LONG =
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @CacheResult
    @CacheTags(LONG + LONG + LONG + LONG)
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class BadEvent {
    @CacheResult
    @InvalidateOn("")
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class TagsWithoutStore {
    @CacheTags("x")
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class EventWithoutStore {
    @InvalidateOn("x")
    @InvalidateTags(value = "x", cacheName = "x")
    void change(int id) {}
  }

  @Dependent
  static class TagsOnRemove {
    @CacheRemove(cacheName = "x")
    @CacheTags("x")
    void remove(int id) {}
  }

  @Dependent
  static class NoTags {
    @CacheResult
    @CacheTags({})
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class NoEvents {
    @CacheResult
    @InvalidateOn({})
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class NothingInvalidated {
    @InvalidateTags(
        value = {},
        cacheName = "x")
    void change(int id) {}
  }

  @Dependent
  static class NoCacheNamed {
    @InvalidateTags("x")
    void change(int id) {}
  }

  @Dependent
  static class PrivateInvalidation {
    @InvalidateTags(value = "x", cacheName = "x")
    private void change(int id) {}
  }

  @Dependent
  static class FinalBatch {
    @BatchInvalidation
    final void change(int id) {}
  }

  @Dependent
  static final class FinalClassOfTags {
    @InvalidateTags(value = "x", cacheName = "x")
    void change(int id) {}
  }

  @Dependent
  static class OverlappingDrops {
    @BatchInvalidation(dropFor = IOException.class, noDropFor = IOException.class)
    void change(int id) {}
  }

  @Dependent
  static class IdleExceptionsOfTags {
    @InvalidateTags(
        value = "x",
        cacheName = "x",
        afterInvocation = false,
        noEvictFor = IOException.class)
    void change(int id) {}
  }

  @Dependent
  static class BatchOfStage {
    @BatchInvalidation
    CompletionStage<String> change(int id) {
      return CompletableFuture.completedStage("");
    }
  }

  @Dependent
  static class WrongTtl {
    @CacheResult
    @CachePolicy(ttl = "10 minutes")
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class NoTtl {
    @CacheResult
    @CachePolicy(ttl = "0s")
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class DifferentTimes {
    @CacheResult(cacheName = "times")
    @CachePolicy(ttl = "1m")
    String get(int id) {
      return "";
    }

    @CacheResult(cacheName = "times")
    @CachePolicy(ttl = "60s")
    String same(int id) {
      return "";
    }

    @CachePut(cacheName = "times")
    @CachePolicy(ttl = "2m")
    void put(@CacheKey int id, String value) {}
  }

  @Dependent
  static class DifferentLevels {
    @CacheResult(cacheName = "levels")
    @CachePolicy(levels = CacheLevels.NEAR)
    String get(int id) {
      return "";
    }

    @CachePut(cacheName = "levels")
    @CachePolicy(levels = CacheLevels.FAR)
    void put(@CacheKey int id, String value) {}
  }

  static class Resolvers implements CacheResolverFactory {
    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> details) {
      throw new AssertionError(details.getCacheName());
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
      throw new AssertionError(details.getCacheName());
    }
  }

  @Dependent
  static class PolicyWithResolver {
    @CacheResult(cacheName = "x", cacheResolverFactory = Resolvers.class)
    @CachePolicy(ttl = "1m")
    String get(int id) {
      return "";
    }
  }

  static class Generator implements CacheKeyGenerator {
    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      return MethodKey.of();
    }
  }

  @Dependent
  static class VariedGenerator {
    @CacheResult(cacheKeyGenerator = Generator.class)
    @CachePolicy(varyBy = VaryBy.USER)
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class NoVariation {
    @CacheResult
    @CachePolicy(varyBy = {VaryBy.TENANT, VaryBy.USER, VaryBy.LOCALE})
    String get(int id) {
      return "";
    }
  }

  @Dependent
  static class DifferentVariation {
    @CacheResult(cacheName = "variations")
    @CachePolicy(varyBy = VaryBy.LOCALE)
    String get(int id) {
      return "";
    }

    @CacheRemove(cacheName = "variations")
    void remove(int id) {}
  }
}
