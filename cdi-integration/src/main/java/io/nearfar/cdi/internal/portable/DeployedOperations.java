package io.nearfar.cdi.internal.portable;

import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.Fault;
import io.nearfar.cdi.internal.model.Intercepted;
import io.nearfar.cdi.internal.model.OperationReader;
import io.nearfar.cdi.internal.model.OperationSource;
import io.nearfar.cdi.internal.model.ProxyClasses;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The operations of all bean classes, read at deployment; those of classes that only an {@code
 * InterceptionFactory} knows are read when they are called first.
 */
final class DeployedOperations implements OperationSource {
  private final BeanManager beanManager;
  private final Map<Class<?>, List<Intercepted>> operations = new ConcurrentHashMap<>();

  DeployedOperations(BeanManager beanManager) {
    this.beanManager = beanManager;
  }

  List<Intercepted> add(AnnotatedType<?> type, Consumer<Fault> faults) {
    List<Intercepted> read = OperationReader.read(new AnnotatedFacts(beanManager).of(type), faults);
    operations.put(type.getJavaClass(), read);
    return read;
  }

  Map<Class<?>, List<Intercepted>> all() {
    return operations;
  }

  /** The annotations of all. */
  Stream<Annotation> annotations() {
    return operations.values().stream().flatMap(List::stream).map(Intercepted::annotation);
  }

  /** The classes that have some. */
  Collection<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    operations.forEach(
        (type, ofClass) -> {
          if (!ofClass.isEmpty()) {
            classes.add(type);
          }
        });
    return classes;
  }

  @Override
  public List<Intercepted> operationsOf(Class<?> type) {
    Class<?> bean = ProxyClasses.beanClass(type);
    List<Intercepted> known = operations.get(bean);
    return known == null ? readNow(bean) : known;
  }

  private List<Intercepted> readNow(Class<?> type) {
    List<Fault> faults = new ArrayList<>();
    List<Intercepted> read = add(beanManager.createAnnotatedType(type), faults::add);
    if (!faults.isEmpty()) {
      operations.remove(type);
      throw new DefinitionException(CdiMessages.faults(faults.stream().map(Fault::text).toList()));
    }
    return read;
  }
}
