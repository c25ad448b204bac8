package io.nearfar.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Invalidates tags when the method is called: {@code @InvalidateTags("item:{id}")}. Expressions are
 * those of {@link CacheTags}; {@code result} is what the method returns. A method that returns a
 * {@code CompletionStage} or a {@code Uni} has ended when that has. On a class it means all its
 * methods that have none of their own.
 *
 * <p>It may stand beside an annotation of JSR-107, and does its work around it: at every call, also
 * at one whose result is in the cache, and after a {@code @CachePut}, whose entry is invalid if it
 * carries such a tag.
 *
 * <p>In a transaction that the caller has begun, what is to be invalidated is so after its commit,
 * and not at all if it is rolled back; see {@code io.nearfar.cache.InvalidationBatch}. All caches
 * are told in one round trip per node of the far tier.
 */
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface InvalidateTags {

  /**
   * The tags.
   *
   * @return at least one
   */
  @Nonbinding
  String[] value();

  /**
   * The caches in which they are invalidated, which are all Nearfar's, of the application's
   * manager.
   *
   * @return their names; none = that of {@code @CacheDefaults}, which must be there then
   */
  @Nonbinding
  String[] cacheName() default {};

  /**
   * When it is done.
   *
   * @return true = after the method has returned, and after the commit of a transaction that it
   *     began, the default; false = before it is called, without its result
   */
  @Nonbinding
  boolean afterInvocation() default true;

  /**
   * The exceptions of the method after which it is done nevertheless, without a result.
   *
   * @return none = those that are not in {@link #noEvictFor}, if there are some there; otherwise no
   *     exception
   */
  @Nonbinding
  Class<? extends Throwable>[] evictFor() default {};

  /**
   * The exceptions of the method after which it is not done.
   *
   * @return goes before {@link #evictFor}
   */
  @Nonbinding
  Class<? extends Throwable>[] noEvictFor() default {};
}
