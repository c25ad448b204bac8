package io.nearfar.cdi.internal.keys;

import io.nearfar.cdi.MethodKeys;
import io.nearfar.cdi.internal.model.KeyRule;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** The default: the key is the key parameters. */
public final class ParameterKeys implements KeyMaker {
  private final MethodKeys keys;
  private final int[] positions;

  /** Whether all parameters are the key. */
  private final boolean all;

  public ParameterKeys(KeyRule rule, int parameters) {
    keys = MethodKeys.of(rule.prefix(), rule.version());
    positions = rule.positions().stream().mapToInt(Integer::intValue).toArray();
    all = positions.length == parameters;
  }

  @Override
  public Object key(InvocationContext call) {
    @Nullable Object[] given = call.getParameters();
    return keys.key(all ? given : selected(given));
  }

  private @Nullable Object[] selected(@Nullable Object[] given) {
    @Nullable Object[] selected = new @Nullable Object[positions.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = given[positions[i]];
    }
    return selected;
  }
}
