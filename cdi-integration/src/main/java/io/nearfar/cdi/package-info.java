/**
 * The JSR-107 annotations ({@code @CacheResult}, {@code @CachePut}, {@code @CacheRemove},
 * {@code @CacheRemoveAll}) on Jakarta CDI, over any JCache provider.
 *
 * <p>Put the jar beside the application's own: the container finds the extension by itself. What is
 * cached is what JSR-107 says, and a little more: null results ({@link io.nearfar.cdi.CachedNull}),
 * methods that return a {@code CompletionStage}, one call per key at a time. {@link
 * io.nearfar.cdi.CacheName} injects a cache; {@link io.nearfar.cdi.MethodKey} is the key under
 * which a result stands; {@link io.nearfar.cdi.CachePolicy} tunes a method or a class.
 *
 * <p>Over caches of Nearfar, {@link io.nearfar.cdi.CacheTags} and {@link
 * io.nearfar.cdi.InvalidateOn} mark what is stored, {@link io.nearfar.cdi.InvalidateTags} and
 * {@link io.nearfar.cdi.CacheEvents} make it invalid, {@link io.nearfar.cdi.BatchInvalidation}
 * collects.
 *
 * <p>The cache comes before {@code @Transactional}: a hit begins no transaction, and what is put or
 * removed after the invocation is so after the commit of a transaction that the method began.
 *
 * <p>Provider and manager may be injected. An application that has a {@code CacheManager} bean of
 * its own (qualifier {@code @Default}) uses that one everywhere, and closes it itself.
 *
 * <p>Everything below {@code io.nearfar.cdi.internal} may change in any release.
 */
@NullMarked
package io.nearfar.cdi;

import org.jspecify.annotations.NullMarked;
