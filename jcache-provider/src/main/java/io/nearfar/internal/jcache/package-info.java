/**
 * The JSR-107 face over the engine: managers, caches, listeners, processors, iterators, MXBeans.
 * Internal: may change in any release.
 */
@NullMarked
package io.nearfar.internal.jcache;

import org.jspecify.annotations.NullMarked;
