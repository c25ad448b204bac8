/**
 * A real Redis for everybody without one: development, examples and tests start it as a child
 * process of the JVM. {@link io.nearfar.internal.far.embedded.EmbeddedRedis} is what the setting
 * {@code far.url: embedded} means; the other types are its parts, which the test fixtures use too.
 *
 * <p>The binary comes from the optional dependency {@code org.signal:embedded-redis}, of which
 * nothing else is used, or from the PATH. Servers listen on the loopback interface only, keep
 * nothing on disk, and end with the JVM, also when it is killed. Internal: may change in any
 * release.
 */
@NullMarked
package io.nearfar.internal.far.embedded;

import org.jspecify.annotations.NullMarked;
