package io.nearfar.cdi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects the cache of a name: {@code @Inject @CacheName("products") Cache<MethodKey, Product>
 * products}. The cache is made if the application's manager has none of this name; the type
 * arguments are not checked.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, METHOD, PARAMETER, TYPE})
public @interface CacheName {

  /**
   * The name of the cache.
   *
   * @return the name; not empty
   */
  @Nonbinding
  String value();
}
