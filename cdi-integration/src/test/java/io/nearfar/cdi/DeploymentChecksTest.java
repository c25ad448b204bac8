package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.cdi.internal.check.OperationChecks;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
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
        Arguments.of(119, KeyWithoutOperation.class, "get("));
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
        CacheKeyInvocationContext<? extends java.lang.annotation.Annotation> context) {
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
}
