package io.nearfar.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The events that make stored values invalid: {@code @InvalidateOn("user_update")}. Fired by {@link
 * CacheEvents} or {@code NearfarCache.fire}, on any node. For methods with {@code @CacheResult} or
 * {@code @CachePut}; on a class for all such methods of it, to which a method's own are added. Only
 * over caches of Nearfar: their entries carry the tag {@code event:user_update}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface InvalidateOn {

  /**
   * The names of the events.
   *
   * @return at least one, each of 1 to 249 bytes of UTF-8; taken as they are, braces included
   */
  String[] value();
}
