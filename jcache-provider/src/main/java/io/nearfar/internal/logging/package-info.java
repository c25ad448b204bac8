/**
 * Leads what the bundled libraries log (Redisson and Netty, through SLF4J) to {@link
 * java.lang.System.Logger}, where our own messages go and where application servers collect them.
 * In the published jar the SLF4J in question is our renamed copy: the application's SLF4J and its
 * binding never meet this one. Internal: may change in any release.
 */
@NullMarked
package io.nearfar.internal.logging;

import org.jspecify.annotations.NullMarked;
