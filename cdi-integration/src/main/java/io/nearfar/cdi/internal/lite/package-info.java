/**
 * The build compatible extension, for containers of CDI Lite; others have the portable one, and
 * skip this. Annotated methods are read by reflection when the application starts, with the same
 * checks.
 *
 * <p>What it does not do: it does not see annotations that other extensions add or take away, or
 * stereotypes and bindings that only extensions declare; interceptors of servers for the same
 * annotations are not left out; mistakes are found at start, not at build. Where a container takes
 * unused beans out, resolver factories, key generators and the {@code CacheVariation} that are
 * beans must be marked as used. For native images the annotated classes must be open to reflection.
 */
@NullMarked
package io.nearfar.cdi.internal.lite;

import org.jspecify.annotations.NullMarked;
