package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.VaryBy;
import java.util.List;
import javax.cache.annotation.CacheKeyGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How the key of a call is made.
 *
 * @param positions the key parameters, by position
 * @param prefix of the method's policy
 * @param version of the method's policy
 * @param varyBy of the method's policy, in the order of the constants
 * @param generator null = the default one
 */
public record KeyRule(
    List<Integer> positions,
    String prefix,
    int version,
    List<VaryBy> varyBy,
    @Nullable Class<? extends CacheKeyGenerator> generator) {

  /** Whether both make keys in the same way, of whatever parameters. */
  public boolean isLike(KeyRule other) {
    return prefix.equals(other.prefix) && version == other.version && varyBy.equals(other.varyBy);
  }
}
