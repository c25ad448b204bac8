package io.nearfar.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How an annotated method, or all annotated methods of a class, use their cache. On a method it
 * replaces what the class says.
 *
 * <p>Methods that use one cache must agree on prefix, version and variation, or one would not find
 * what another has stored; those that say something of time to live or levels must say the same.
 * That is checked at deployment. What is said of keys applies to those that the default generator
 * makes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CachePolicy {

  /**
   * What keys begin with.
   *
   * @return at most {@value MethodKeys#MAX_PREFIX} letters, digits, {@code _}, {@code -} and {@code
   *     .}; empty = no prefix, the default
   */
  String keyPrefix() default "";

  /**
   * The version of what is stored: raise it when results of the old code must not be read any more.
   *
   * @return 0 or more; 0 = no version in the keys, the default
   */
  int keyVersion() default 0;

  /**
   * How long a value lives from when it was stored. It is a setting of the cache, made when the
   * cache is: by the method's first call, or whoever comes first. A cache that code has made with
   * another expiry is refused. It does not apply to the cache of exceptions.
   *
   * @return digits with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d} ({@code "10m"}),
   *     or ISO-8601 ({@code "PT10M"}), longer than 0; empty = what the configuration says, the
   *     default
   */
  String ttl() default "";

  /**
   * In which tiers values are stored. A setting of the cache, as {@link #ttl} is; only of
   * Nearfar's.
   *
   * @return the tiers; {@link CacheLevels#CONFIGURED} is the default
   */
  CacheLevels levels() default CacheLevels.CONFIGURED;

  /**
   * What else results depend on: it becomes a part of each key, after the parameters. So
   * {@code @CacheRemove} removes the entry of its own caller only; to remove those of all, use
   * tags.
   *
   * <p>What the class says holds for all its methods: a policy of a method adds to it.
   *
   * @return none is the default; their order is of no concern
   */
  VaryBy[] varyBy() default {};
}
