package io.nearfar.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Collects the invalidations of a call: those that the thread makes in Nearfar's caches until the
 * method has returned are made once, all together, with one round trip per node of the far tier.
 * {@code remove} and {@code clear} of JSR-107 are no invalidations, nor are the annotations of it.
 * In a transaction that the caller has begun, they are made after its commit; the method's own
 * transaction has ended before they are made. On a class it means all its methods.
 *
 * <p>If the method throws, what it has collected is dropped, as its transaction is rolled back;
 * {@link #dropFor} and {@link #noDropFor} narrow that, for exceptions that are no failures. A call
 * within another such call adds to that one.
 *
 * <p>A batch belongs to a thread: methods that return a {@code CompletionStage} or a {@code Uni}
 * are refused.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface BatchInvalidation {

  /**
   * The exceptions that drop what was collected.
   *
   * @return none = all that are not in {@link #noDropFor}, the default
   */
  @Nonbinding
  Class<? extends Throwable>[] dropFor() default {};

  /**
   * The exceptions that do not.
   *
   * @return goes before {@link #dropFor}; none is the default
   */
  @Nonbinding
  Class<? extends Throwable>[] noDropFor() default {};
}
