/**
 * The near tier: entries in the heap of this JVM, with a version each, and the rules by which they
 * become visible, expire and are evicted. Internal: may change in any release.
 */
@NullMarked
package io.nearfar.internal.near;

import org.jspecify.annotations.NullMarked;
