package io.nearfar.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tags that a stored value carries: an invalidation of one of them, by {@link InvalidateTags}
 * or by code, on any node, makes the entry invalid. For methods with {@code @CacheResult} or
 * {@code @CachePut}; on a class for all such methods of it, to which a method's own are added. Only
 * over caches of Nearfar.
 *
 * <pre>{@code
 * @CacheResult(cacheName = "items")
 * @CacheTags({"item:{id}", "user:{result.owner.id}"})
 * Item find(long id) { ... }
 * }</pre>
 *
 * <p>Between braces stands the name of a parameter, or {@code result}, and properties of it:
 *
 * <ul>
 *   <li>{@code result} is what the method has returned; of an {@code Optional}, a {@code
 *       CompletionStage} or a {@code Uni} what is in it. For {@code @CachePut} it is the value that
 *       is put. It always means that, even if a parameter has this name.
 *   <li>A property {@code x} is a component of a record, {@code getX()}, {@code isX()}, {@code
 *       x()}, a public field, or the key {@code "x"} of a map.
 *   <li>Arrays, {@code Iterable}s and {@code Optional}s give a tag for each value, also in the
 *       middle: {@code "item:{result.id}"} of a list of items gives one tag per item. A tag with
 *       several expressions is given for each combination.
 *   <li>Null gives no tag: the tag with it is left out.
 *   <li>Values are strings, numbers, booleans, characters, enums (their names), {@code UUID}s, and
 *       those of {@code java.time}. Others are refused.
 *   <li>A brace that is meant as such is doubled.
 * </ul>
 *
 * <p>Names of parameters need classes that were compiled with {@code -parameters}. All of this is
 * checked at deployment as far as types tell. Tags are evaluated when a value is stored, after the
 * method has returned, and not when a stored one is found.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CacheTags {

  /**
   * The tags.
   *
   * @return at least one, each of 1 to 255 bytes of UTF-8 when it is evaluated; an entry has at
   *     most 255
   */
  String[] value();
}
