package io.nearfar.cdi.internal.lite;

import io.nearfar.cdi.internal.check.OperationChecks;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.Fault;
import io.nearfar.cdi.internal.model.Intercepted;
import io.nearfar.cdi.internal.model.OperationReader;
import io.nearfar.cdi.internal.model.OperationSource;
import io.nearfar.cdi.internal.model.ProxyClasses;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The operations of all annotated classes, read by reflection. */
final class ReflectedOperations implements OperationSource {
  private final Map<Class<?>, List<Intercepted>> operations = new ConcurrentHashMap<>();

  private ReflectedOperations() {}

  /**
   * Reads and checks.
   *
   * @param isBean whether the container can make an object of a class
   * @throws DefinitionException if there are mistakes
   */
  static ReflectedOperations of(Class<?>[] types, Predicate<Class<?>> isBean) {
    ReflectedOperations all = new ReflectedOperations();
    Set<Fault> faults = new LinkedHashSet<>();
    for (Class<?> type : types) {
      all.operations.put(type, OperationReader.read(ReflectedFacts.of(type), faults::add));
    }
    OperationChecks checks = new OperationChecks(faults::add, isBean);
    all.operations.forEach(checks::check);
    refuse(faults);
    OperationChecks.warn(all.all());
    return all;
  }

  private static void refuse(Set<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new DefinitionException(
          CdiMessages.faults(faults.stream().map(Fault::text).sorted().toList()));
    }
  }

  /** The classes that have some, as far as they were read. */
  Collection<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>(operations.keySet());
    classes.removeIf(type -> operationsOf(type).isEmpty());
    return classes;
  }

  Collection<Intercepted> all() {
    return operations.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public List<Intercepted> operationsOf(Class<?> type) {
    Class<?> bean = ProxyClasses.beanClass(type);
    List<Intercepted> known = operations.get(bean);
    return known == null ? readNow(bean) : known;
  }

  private List<Intercepted> readNow(Class<?> type) {
    Set<Fault> faults = new LinkedHashSet<>();
    List<Intercepted> read = OperationReader.read(ReflectedFacts.of(type), faults::add);
    refuse(faults);
    operations.put(type, read);
    return read;
  }
}
