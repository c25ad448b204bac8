package io.nearfar.cdi.internal.keys;

import io.nearfar.cdi.CacheVariation;
import io.nearfar.cdi.MethodKeys;
import io.nearfar.cdi.VaryBy;
import io.nearfar.cdi.internal.model.KeyRule;
import jakarta.interceptor.InvocationContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key is the key parameters, and after them what tells callers apart; the scope of the key says
 * that it is so.
 */
public final class VariedKeys implements KeyMaker {
  private final MethodKeys keys;
  private final List<Integer> positions;
  private final VaryBy[] varyBy;
  private final CacheVariation variation;

  public VariedKeys(KeyRule rule, CacheVariation variation) {
    keys = MethodKeys.of(rule.prefix(), rule.version(), rule.varyBy());
    positions = rule.positions();
    varyBy = rule.varyBy().toArray(VaryBy[]::new);
    this.variation = variation;
  }

  @Override
  public Object key(InvocationContext call) {
    @Nullable Object[] given = call.getParameters();
    @Nullable Object[] parts = new @Nullable Object[positions.size() + varyBy.length];
    for (int i = 0; i < positions.size(); i++) {
      parts[i] = given[positions.get(i)];
    }
    for (int i = 0; i < varyBy.length; i++) {
      parts[positions.size() + i] = part(varyBy[i]);
    }
    return keys.key(parts);
  }

  private @Nullable Object part(VaryBy by) {
    return switch (by) {
      case USER -> variation.user();
      // Arrays are compared by content in keys, and these have one order.
      case ROLE -> variation.roles().stream().sorted().toArray(String[]::new);
      case TENANT -> variation.tenant();
      case LOCALE -> variation.locale().toLanguageTag();
    };
  }
}
