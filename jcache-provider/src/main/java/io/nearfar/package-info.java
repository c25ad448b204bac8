/**
 * The front door: the {@link javax.cache.spi.CachingProvider} that {@code javax.cache.Caching}
 * finds.
 *
 * <p>Applications use the standard {@code javax.cache} types. What goes beyond them is public in
 * {@link io.nearfar.config} (settings and the typed configuration builder), {@link
 * io.nearfar.stats} (figures) and {@link io.nearfar.spi} (what can be plugged in). Everything below
 * {@code io.nearfar.internal} may change in any release.
 */
@NullMarked
package io.nearfar;

import org.jspecify.annotations.NullMarked;
