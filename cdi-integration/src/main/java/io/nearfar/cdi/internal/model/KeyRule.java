package io.nearfar.cdi.internal.model;

import java.util.List;
import javax.cache.annotation.CacheKeyGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How the key of a call is made.
 *
 * @param positions the key parameters, by position
 * @param prefix of the method's policy
 * @param version of the method's policy
 * @param generator null = the default one
 */
public record KeyRule(
    List<Integer> positions,
    String prefix,
    int version,
    @Nullable Class<? extends CacheKeyGenerator> generator) {}
