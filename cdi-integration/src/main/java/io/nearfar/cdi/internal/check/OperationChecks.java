package io.nearfar.cdi.internal.check;

import io.nearfar.cdi.CacheVariation;
import io.nearfar.cdi.MethodKeys;
import io.nearfar.cdi.VaryBy;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.BatchScope;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.Fault;
import io.nearfar.cdi.internal.model.Intercepted;
import io.nearfar.cdi.internal.model.KeyRule;
import io.nearfar.cdi.internal.model.MethodFacts;
import io.nearfar.cdi.internal.model.MethodRules;
import io.nearfar.cdi.internal.model.ParameterFacts;
import io.nearfar.cdi.internal.model.TagInvalidation;
import io.nearfar.cdi.internal.model.ThrowableFilter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks operations that could be read, each alone and all together. */
public final class OperationChecks {
  private static final System.Logger LOG = System.getLogger(OperationChecks.class.getName());

  private final Consumer<Fault> faults;
  private final Predicate<Class<?>> isBean;
  private final StorageChecks storage;

  /** The first rule seen for each cache, and where. */
  private final Map<String, Seen> policies = new HashMap<>();

  /** The first class seen that inherits each method whose cache has no other name. */
  private final Map<Method, Class<?>> heirs = new HashMap<>();

  private record Seen(String where, KeyRule rule) {}

  /**
   * @param faults takes each mistake
   * @param isBean whether the container can make an object of a class
   */
  public OperationChecks(Consumer<Fault> faults, Predicate<Class<?>> isBean) {
    this.faults = faults;
    this.isBean = isBean;
    this.storage = new StorageChecks(faults);
  }

  /** Checks the operations of a class. */
  public void check(Class<?> type, Collection<Intercepted> operations) {
    if (!operations.isEmpty() && Modifier.isFinal(type.getModifiers())) {
      report(Fault.Kind.FINAL_CLASS, type.getName(), "");
    }
    for (Intercepted intercepted : operations) {
      String obstacle = MethodRules.obstacle(intercepted.method().method());
      if (!obstacle.isEmpty()) {
        report(Fault.Kind.NOT_INTERCEPTED, intercepted.method().name(), obstacle);
      }
      if (intercepted instanceof CacheOperation operation) {
        check(operation);
        checkInherited(type, operation);
      } else if (intercepted instanceof TagInvalidation invalidation) {
        checkLists(
            invalidation.method(),
            invalidation.filter(),
            invalidation.annotation().afterInvocation());
      } else if (intercepted instanceof BatchScope batch) {
        check(batch);
      }
    }
  }

  private void check(BatchScope batch) {
    checkLists(batch.method(), batch.filter(), /* used= */ true);
    Class<?> returned = batch.method().method().getReturnType();
    if (CompletionStage.class.isAssignableFrom(returned)
        || returned.getName().equals("io.smallrye.mutiny.Uni")) {
      report(Fault.Kind.BATCH_OF_STAGE, batch.method().name(), returned.getSimpleName());
    }
  }

  private void checkInherited(Class<?> type, CacheOperation operation) {
    Method method = operation.method().method();
    if (method.getDeclaringClass() == type || !operation.isNamedAfterMethod()) {
      return;
    }
    Class<?> first = heirs.putIfAbsent(method, type);
    if (first != null && first != type) {
      String names =
          Stream.of(first, type).map(Class::getName).sorted().collect(Collectors.joining(" and "));
      report(Fault.Kind.SHARED_DEFAULT, operation.method().name(), names);
    }
  }

  /** Logs what is allowed, but can hardly be meant. */
  public static void warn(Collection<Intercepted> operations) {
    for (Intercepted intercepted : operations) {
      if (intercepted instanceof CacheOperation operation && operation.isAlone()) {
        LOG.log(
            System.Logger.Level.WARNING,
            CdiMessages.alone(
                operation.method().name(),
                operation.annotation().annotationType().getSimpleName()));
      }
    }
  }

  private void check(CacheOperation operation) {
    MethodFacts method = operation.method();
    checkMade(method, operation.resolverFactory());
    storage.check(operation);
    if (operation instanceof CacheOperation.Result result) {
      checkResult(result);
      checkKey(method, result.cacheName(), result.key());
      if (!result.exceptionCacheName().isEmpty() && result.key().generator() == null) {
        checkAlike(method, result.exceptionCacheName(), result.key());
      }
    } else if (operation instanceof CacheOperation.Put put) {
      checkKey(method, put.cacheName(), put.key());
      checkLists(method, put.filter(), put.annotation().afterInvocation());
      if (put.key().positions().contains(put.valuePosition())) {
        report(Fault.Kind.VALUE_IN_KEY, method.name(), "");
      }
    } else if (operation instanceof CacheOperation.Remove remove) {
      checkKey(method, remove.cacheName(), remove.key());
      checkLists(method, remove.filter(), remove.annotation().afterInvocation());
    } else if (operation instanceof CacheOperation.RemoveAll removeAll) {
      checkLists(method, removeAll.filter(), removeAll.annotation().afterInvocation());
    }
    if (!(operation instanceof CacheOperation.Put)
        && method.parameters().stream().anyMatch(ParameterFacts::isMarkedValue)) {
      report(
          Fault.Kind.VALUE_WITHOUT_PUT,
          method.name(),
          "the method has @" + operation.annotation().annotationType().getSimpleName());
    }
  }

  private void checkResult(CacheOperation.Result result) {
    MethodFacts method = result.method();
    Class<?> returned = method.method().getReturnType();
    if (returned == void.class || returned == Void.class) {
      report(Fault.Kind.VOID_RESULT, method.name(), "");
    } else if (canBeUsedOnce(returned)) {
      report(Fault.Kind.CONSUMED_RESULT, method.name(), "a " + returned.getName());
    }
    ThrowableFilter filter = result.cachedExceptions();
    if (result.exceptionCacheName().isEmpty()) {
      if (!filter.included().isEmpty() || !filter.excluded().isEmpty()) {
        report(Fault.Kind.EXCEPTIONS_WITHOUT_CACHE, method.name(), "");
      }
    } else if (result.exceptionCacheName().equals(result.cacheName())) {
      report(Fault.Kind.SAME_CACHES, method.name(), result.cacheName());
    }
    checkLists(method, filter, /* used= */ true);
  }

  private static boolean canBeUsedOnce(Class<?> type) {
    return BaseStream.class.isAssignableFrom(type)
        || Iterator.class.isAssignableFrom(type)
        || java.io.InputStream.class.isAssignableFrom(type)
        || (Future.class.isAssignableFrom(type) && type != CompletableFuture.class);
  }

  private void checkLists(MethodFacts method, ThrowableFilter filter, boolean used) {
    for (Class<? extends Throwable> type : filter.included()) {
      if (filter.excluded().contains(type)) {
        report(Fault.Kind.OVERLAPPING_EXCEPTIONS, method.name(), type.getName());
      }
    }
    if (!used && !(filter.included().isEmpty() && filter.excluded().isEmpty())) {
      report(
          Fault.Kind.IDLE_EXCEPTIONS,
          method.name(),
          "exceptions are listed with afterInvocation = false");
    }
  }

  /** All methods that use a cache make its keys alike. */
  private void checkAlike(MethodFacts method, String cache, KeyRule rule) {
    Seen first = policies.putIfAbsent(cache, new Seen(method.name(), rule));
    if (first != null && !first.rule().isLike(rule)) {
      report(
          Fault.Kind.DIFFERENT_POLICIES,
          method.name(),
          "cache '%s' is used with %s here, and with %s by %s"
              .formatted(cache, policy(rule), policy(first.rule()), first.where()));
    }
  }

  private void checkKey(MethodFacts method, String cache, KeyRule rule) {
    checkMade(method, rule.generator());
    checkVariation(method, rule);
    if (rule.generator() != null) {
      return;
    }
    if (!MethodKeys.isValid(rule.prefix(), rule.version())) {
      report(Fault.Kind.WRONG_POLICY, method.name(), policy(rule));
    }
    checkAlike(method, cache, rule);
    for (int position : rule.positions()) {
      ParameterFacts parameter = method.parameters().get(position);
      if (hasNoEquals(parameter.rawType())) {
        report(Fault.Kind.NO_EQUALS, method.name(), parameter.rawType().getTypeName());
      }
    }
  }

  private void checkVariation(MethodFacts method, KeyRule rule) {
    if (rule.generator() != null && !rule.varyBy().isEmpty()) {
      report(Fault.Kind.VARIED_GENERATOR, method.name(), "");
    }
    for (VaryBy part : rule.varyBy()) {
      if ((part == VaryBy.TENANT || part == VaryBy.ROLE) && !isBean.test(CacheVariation.class)) {
        report(Fault.Kind.NO_VARIATION, method.name(), part.name());
      }
    }
  }

  private static String policy(KeyRule rule) {
    return "prefix '"
        + rule.prefix()
        + "', version "
        + rule.version()
        + " and varyBy "
        + rule.varyBy();
  }

  /** What may hold an object of any class says nothing: interfaces, abstract classes, Object. */
  private static boolean hasNoEquals(Class<?> type) {
    if (type.isArray()
        || type.isPrimitive()
        || type.isInterface()
        || type == Object.class
        || Modifier.isAbstract(type.getModifiers())) {
      return false;
    }
    try {
      Method equals = type.getMethod("equals", Object.class);
      return equals.getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Every class has equals", e);
    }
  }

  private void checkMade(MethodFacts method, @Nullable Class<?> type) {
    if (type == null || isBean.test(type)) {
      return;
    }
    if (Modifier.isAbstract(type.getModifiers()) || !hasPlainConstructor(type)) {
      report(Fault.Kind.NOT_MADE, method.name(), type.getName());
    }
  }

  private static boolean hasPlainConstructor(Class<?> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private void report(Fault.Kind kind, String where, String seen) {
    faults.accept(new Fault(kind, where, seen));
  }
}
