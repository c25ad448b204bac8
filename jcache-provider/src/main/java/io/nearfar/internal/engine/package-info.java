/**
 * One pipeline per cache: reads, the write path, single flight, ordering of events. It knows
 * neither {@code javax.cache} nor the network. Internal: may change in any release.
 */
@NullMarked
package io.nearfar.internal.engine;

import org.jspecify.annotations.NullMarked;
