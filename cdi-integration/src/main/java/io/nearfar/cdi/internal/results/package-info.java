/**
 * Results of methods in caches: one call per key at a time, and removals that win over calls under
 * way.
 */
@NullMarked
package io.nearfar.cdi.internal.results;

import org.jspecify.annotations.NullMarked;
