package io.nearfar.management;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a JMX console says of a bean, an attribute or an operation. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Description {

  /**
   * The text.
   *
   * @return one or two sentences
   */
  String value();

  /**
   * Whether an operation changes nothing: read-only roles of a server may call it.
   *
   * @return false for what changes the cache; of no meaning for attributes
   */
  boolean readOnly() default false;
}
