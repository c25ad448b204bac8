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
 * <p>Methods that use one cache must agree on prefix and version, or one would not find what
 * another has stored: that is checked at deployment. It applies to keys that the default generator
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
}
