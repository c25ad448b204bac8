package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.model.MethodRules;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of a bean class. Immutable. */
final class ClassOperations {
  private final BoundOperation[] operations;

  ClassOperations(List<BoundOperation> operations) {
    this.operations = operations.toArray(BoundOperation[]::new);
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
