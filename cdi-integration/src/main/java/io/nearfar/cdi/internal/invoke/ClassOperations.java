package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.model.Annotations;
import io.nearfar.cdi.internal.model.MethodRules;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of a bean class for one of the interceptors. Immutable. */
public final class ClassOperations {
  private static final ClassOperations NONE = new ClassOperations(List.of());

  private final BoundOperation[] operations;

  private ClassOperations(List<BoundOperation> operations) {
    this.operations = operations.toArray(BoundOperation[]::new);
  }

  /** The operations by the types of their annotations. */
  static Map<Class<? extends Annotation>, ClassOperations> byKind(List<BoundOperation> operations) {
    Map<Class<? extends Annotation>, ClassOperations> all = new HashMap<>();
    for (Class<? extends Annotation> kind : Annotations.BINDINGS) {
      List<BoundOperation> own =
          operations.stream().filter(operation -> operation.kind() == kind).toList();
      all.put(kind, own.isEmpty() ? NONE : new ClassOperations(own));
    }
    return Map.copyOf(all);
  }

  /** That of a method; null if it has none. Classes have few, so a look at each is fastest. */
  @SuppressWarnings("ReferenceEquality") // the quick look first
  @Nullable BoundOperation of(Method method) {
    for (BoundOperation operation : operations) {
      if (operation.method() == method) {
        return operation;
      }
    }
    // Reflection gives copies of methods: each container has its own.
    for (BoundOperation operation : operations) {
      if (operation.method().equals(method)) {
        return operation;
      }
    }
    return method.isBridge() ? ofBridge(method) : null;
  }

  private @Nullable BoundOperation ofBridge(Method bridge) {
    for (BoundOperation operation : operations) {
      if (MethodRules.isBridgeTo(bridge, operation.method())) {
        return operation;
      }
    }
    return null;
  }
}
