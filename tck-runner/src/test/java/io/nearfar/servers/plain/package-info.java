/** An application without Nearfar, for comparison. */
@NullMarked
package io.nearfar.servers.plain;

import org.jspecify.annotations.NullMarked;
