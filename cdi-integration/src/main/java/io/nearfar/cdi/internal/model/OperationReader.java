package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.BatchInvalidation;
import io.nearfar.cdi.CacheLevels;
import io.nearfar.cdi.CachePolicy;
import io.nearfar.cdi.InvalidateTags;
import io.nearfar.cdi.VaryBy;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/**
 * Turns the annotations of a class into operations, by the rules of JSR-107: those of a method come
 * before those of its class, {@code @CacheDefaults} fills in what an annotation leaves open. What
 * can't be turned into an operation is a fault.
 */
public final class OperationReader {
  private final TypeFacts type;
  private final Consumer<Fault> faults;
  private final @Nullable CacheDefaults defaults;
  private final TagReader tags;

  private OperationReader(TypeFacts type, Consumer<Fault> faults) {
    this.type = type;
    this.faults = faults;
    this.defaults = type.findDefault(CacheDefaults.class);
    this.tags = new TagReader(type, faults);
  }

  /**
   * The operations of a class.
   *
   * @param faults takes each mistake; the method has no operation then
   * @return for each method what its annotations ask for
   */
  public static List<Intercepted> read(TypeFacts type, Consumer<Fault> faults) {
    return new OperationReader(type, faults).read();
  }

  private List<Intercepted> read() {
    Set<Annotation> ofClass = Annotations.operations(type.annotations());
    if (ofClass.size() > 1) {
      report(Fault.Kind.SEVERAL_OPERATIONS, type.type().getName(), names(ofClass));
      ofClass = Set.of();
    }
    Annotation classWide = ofClass.isEmpty() ? null : ofClass.iterator().next();
    Map<String, List<Intercepted>> operations = new LinkedHashMap<>();
    for (MethodFacts method : type.methods()) {
      operations.put(method.method().toGenericString(), all(method, classWide));
    }
    return operations.values().stream().flatMap(List::stream).toList();
  }

  private List<Intercepted> all(MethodFacts method, @Nullable Annotation classWide) {
    List<Intercepted> all = new ArrayList<>();
    CacheOperation operation = read(method, classWide);
    if (operation != null) {
      all.add(operation);
    }
    if (operation == null || operation.store() == null) {
      tags.reportIdle(method);
    } else {
      tags.reportEvents(method);
    }
    InvalidateTags invalidation = ownOrClassWide(method, InvalidateTags.class);
    if (invalidation != null) {
      all.add(tags.invalidation(method, invalidation));
    }
    BatchInvalidation batch = ownOrClassWide(method, BatchInvalidation.class);
    if (batch != null) {
      all.add(
          new BatchScope(
              method,
              batch,
              ThrowableFilter.of(batch.dropFor(), batch.noDropFor(), /* whenEmpty= */ true)));
    }
    return all;
  }

  /** That of the class means the methods that can be intercepted. */
  private <A extends Annotation> @Nullable A ownOrClassWide(MethodFacts method, Class<A> kind) {
    A own = Annotations.find(method.annotations(), kind);
    return own == null && MethodRules.isInterceptable(method.method())
        ? Annotations.find(type.annotations(), kind)
        : own;
  }

  private @Nullable CacheOperation read(MethodFacts method, @Nullable Annotation classWide) {
    Set<Annotation> own = Annotations.operations(method.annotations());
    if (own.size() > 1) {
      report(Fault.Kind.SEVERAL_OPERATIONS, method.name(), names(own));
      return null;
    }
    if (!own.isEmpty()) {
      return operation(method, own.iterator().next());
    }
    boolean applies = classWide != null && MethodRules.isInterceptable(method.method());
    if (classWide == null || !applies || isVoidResult(classWide, method)) {
      reportIdleMarks(method);
      return null;
    }
    return operation(method, classWide);
  }

  /** Of a class as a whole, {@code @CacheResult} means the methods that have a result. */
  private static boolean isVoidResult(Annotation annotation, MethodFacts method) {
    return annotation instanceof CacheResult && method.method().getReturnType() == void.class;
  }

  private void reportIdleMarks(MethodFacts method) {
    String seen = "the method has none of the annotations";
    for (ParameterFacts parameter : method.parameters()) {
      if (parameter.isMarkedValue()) {
        report(Fault.Kind.VALUE_WITHOUT_PUT, method.name(), seen);
      } else if (parameter.isMarkedKey()) {
        report(Fault.Kind.KEY_WITHOUT_OPERATION, method.name(), seen);
      }
    }
  }

  private @Nullable CacheOperation operation(MethodFacts method, Annotation annotation) {
    if (annotation instanceof CacheResult result) {
      return result(method, result);
    } else if (annotation instanceof CachePut put) {
      return put(method, put);
    } else if (annotation instanceof CacheRemove remove) {
      return remove(method, remove);
    }
    return removeAll(method, (CacheRemoveAll) annotation);
  }

  private CacheOperation result(MethodFacts method, CacheResult result) {
    return new CacheOperation.Result(
        method,
        result,
        cacheName(result.cacheName(), method),
        resolver(result.cacheResolverFactory()),
        key(method, result.cacheKeyGenerator(), /* value= */ -1),
        result.exceptionCacheName().trim(),
        ThrowableFilter.of(
            result.cachedExceptions(), result.nonCachedExceptions(), /* whenEmpty= */ true),
        store(method, /* value= */ -1));
  }

  private @Nullable CacheOperation put(MethodFacts method, CachePut put) {
    int value = valuePosition(method);
    return value < 0
        ? null
        : new CacheOperation.Put(
            method,
            put,
            cacheName(put.cacheName(), method),
            resolver(put.cacheResolverFactory()),
            key(method, put.cacheKeyGenerator(), value),
            value,
            ThrowableFilter.of(put.cacheFor(), put.noCacheFor(), /* whenEmpty= */ false),
            store(method, value));
  }

  private CacheOperation remove(MethodFacts method, CacheRemove remove) {
    return new CacheOperation.Remove(
        method,
        remove,
        cacheName(remove.cacheName(), method),
        resolver(remove.cacheResolverFactory()),
        key(method, remove.cacheKeyGenerator(), /* value= */ -1),
        ThrowableFilter.of(remove.evictFor(), remove.noEvictFor(), /* whenEmpty= */ false));
  }

  private CacheOperation removeAll(MethodFacts method, CacheRemoveAll remove) {
    return new CacheOperation.RemoveAll(
        method,
        remove,
        cacheName(remove.cacheName(), method),
        resolver(remove.cacheResolverFactory()),
        ThrowableFilter.of(remove.evictFor(), remove.noEvictFor(), /* whenEmpty= */ false));
  }

  /** The annotation's, else that of {@code @CacheDefaults}, else the method's. */
  private String cacheName(String given, MethodFacts method) {
    if (!given.isBlank()) {
      return given.trim();
    }
    if (defaults != null && !defaults.cacheName().isBlank()) {
      return defaults.cacheName().trim();
    }
    return method.name();
  }

  private @Nullable Class<? extends CacheResolverFactory> resolver(
      Class<? extends CacheResolverFactory> given) {
    if (given != CacheResolverFactory.class) {
      return given;
    }
    return defaults == null || defaults.cacheResolverFactory() == CacheResolverFactory.class
        ? null
        : defaults.cacheResolverFactory();
  }

  private @Nullable Class<? extends CacheKeyGenerator> generator(
      Class<? extends CacheKeyGenerator> given) {
    if (given != CacheKeyGenerator.class) {
      return given;
    }
    return defaults == null || defaults.cacheKeyGenerator() == CacheKeyGenerator.class
        ? null
        : defaults.cacheKeyGenerator();
  }

  private KeyRule key(MethodFacts method, Class<? extends CacheKeyGenerator> given, int value) {
    CachePolicy policy = policy(method);
    return new KeyRule(
        keyPositions(method, value),
        policy == null ? "" : policy.keyPrefix(),
        policy == null ? 0 : policy.keyVersion(),
        varyBy(method),
        generator(given));
  }

  /** Of the method and of its class: nobody is to lose by accident that callers are told apart. */
  private List<VaryBy> varyBy(MethodFacts method) {
    CachePolicy own = Annotations.find(method.annotations(), CachePolicy.class);
    CachePolicy ofClass = type.findDefault(CachePolicy.class);
    return Stream.of(own, ofClass)
        .filter(Objects::nonNull)
        .flatMap(policy -> Arrays.stream(policy.varyBy()))
        .distinct()
        .sorted()
        .toList();
  }

  private @Nullable CachePolicy policy(MethodFacts method) {
    CachePolicy own = Annotations.find(method.annotations(), CachePolicy.class);
    return own == null ? type.findDefault(CachePolicy.class) : own;
  }

  private StoreRule store(MethodFacts method, int value) {
    CachePolicy policy = policy(method);
    String text = policy == null ? "" : policy.ttl().trim();
    Duration ttl = text.isEmpty() ? null : TimeToLive.parse(text);
    if (ttl == null && !text.isEmpty()) {
      report(Fault.Kind.WRONG_TTL, method.name(), text);
    }
    return new StoreRule(
        tags.stored(method, value),
        tags.events(method),
        ttl,
        policy == null ? CacheLevels.CONFIGURED : policy.levels());
  }

  /** Those that are marked; if none is, all but the value. */
  private static List<Integer> keyPositions(MethodFacts method, int value) {
    List<Integer> marked = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (ParameterFacts parameter : method.parameters()) {
      if (parameter.isMarkedKey()) {
        marked.add(parameter.position());
      }
      if (parameter.position() != value) {
        all.add(parameter.position());
      }
    }
    return List.copyOf(marked.isEmpty() ? all : marked);
  }

  /** The one that is marked, or the only one that is no key; below 0 if that says nothing. */
  private int valuePosition(MethodFacts method) {
    List<ParameterFacts> marked =
        method.parameters().stream().filter(ParameterFacts::isMarkedValue).toList();
    if (marked.size() > 1) {
      report(Fault.Kind.SEVERAL_VALUES, method.name(), Integer.toString(marked.size()));
      return -1;
    }
    List<ParameterFacts> candidates =
        marked.isEmpty()
            ? method.parameters().stream().filter(parameter -> !parameter.isMarkedKey()).toList()
            : marked;
    if (candidates.size() != 1) {
      report(Fault.Kind.NO_VALUE, method.name(), Integer.toString(method.parameters().size()));
      return -1;
    }
    return candidates.get(0).position();
  }

  private void report(Fault.Kind kind, String where, String seen) {
    faults.accept(new Fault(kind, where, seen));
  }

  private static String names(Set<Annotation> annotations) {
    return String.join(
        " and ",
        annotations.stream()
            .map(annotation -> '@' + annotation.annotationType().getSimpleName())
            .sorted()
            .toList());
  }
}
