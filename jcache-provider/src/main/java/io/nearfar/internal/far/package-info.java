/**
 * The far tier over Redis, through the low-level API of Redisson. A cache is cut into segments;
 * each has its own hash tag, so that one script can touch an entry and the clock of its segment in
 * one atomic step, on a cluster too ({@link io.nearfar.internal.far.CacheLayout}). What is stored
 * begins with a header ({@link io.nearfar.internal.far.RecordFormat}); every change is one script,
 * which evaluates the condition, gives the change a version, stores and announces it.
 *
 * <p>Clients are shared: {@link io.nearfar.internal.far.FarClients} keeps one per server settings,
 * with few threads of its own. Requests of concurrent threads ride together ({@link
 * io.nearfar.internal.far.Lane}); nothing of the application runs on a thread of the driver.
 * Internal: may change in any release.
 */
@NullMarked
package io.nearfar.internal.far;

import org.jspecify.annotations.NullMarked;
