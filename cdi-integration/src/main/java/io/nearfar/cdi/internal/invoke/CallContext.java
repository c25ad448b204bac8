package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.CacheOperation;
import io.nearfar.cdi.internal.model.KeyRule;
import io.nearfar.cdi.internal.model.ParameterFacts;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyInvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * A call as the application's resolvers and key generators see it; made only where there are such.
 */
final class CallContext extends OperationDetails<Annotation>
    implements CacheKeyInvocationContext<Annotation> {
  private final InvocationContext call;

  CallContext(CacheOperation operation, InvocationContext call) {
    super(operation, operation.annotation());
    this.call = call;
  }

  @Override
  public Object getTarget() {
    return call.getTarget();
  }

  @Override
  public CacheInvocationParameter[] getAllParameters() {
    return operation().method().parameters().stream()
        .map(this::parameter)
        .toArray(CacheInvocationParameter[]::new);
  }

  @Override
  public CacheInvocationParameter[] getKeyParameters() {
    List<CacheInvocationParameter> parameters = new ArrayList<>();
    for (int position : keyPositions()) {
      parameters.add(parameter(operation().method().parameters().get(position)));
    }
    return parameters.toArray(CacheInvocationParameter[]::new);
  }

  private List<Integer> keyPositions() {
    CacheOperation operation = operation();
    if (operation instanceof CacheOperation.Result result) {
      return positions(result.key());
    } else if (operation instanceof CacheOperation.Put put) {
      return positions(put.key());
    } else if (operation instanceof CacheOperation.Remove remove) {
      return positions(remove.key());
    }
    return List.of();
  }

  private static List<Integer> positions(KeyRule rule) {
    return rule.positions();
  }

  /** Null as JSR-107 says, where nothing is put. */
  @Override
  @SuppressWarnings("NullAway") // the interface's own contract
  public CacheInvocationParameter getValueParameter() {
    return operation() instanceof CacheOperation.Put put
        ? parameter(put.method().parameters().get(put.valuePosition()))
        : null;
  }

  private CacheInvocationParameter parameter(ParameterFacts facts) {
    return new Parameter(facts, call.getParameters()[facts.position()]);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    if (type.isInstance(call)) {
      return type.cast(call);
    }
    throw new IllegalArgumentException(CdiMessages.noUnwrap(getClass().getName(), type.getName()));
  }

  private record Parameter(ParameterFacts facts, @Nullable Object value)
      implements CacheInvocationParameter {

    @Override
    public Class<?> getRawType() {
      return facts.rawType();
    }

    @Override
    public @Nullable Object getValue() {
      return value;
    }

    @Override
    public Set<Annotation> getAnnotations() {
      return facts.annotations();
    }

    @Override
    public int getParameterPosition() {
      return facts.position();
    }
  }
}
