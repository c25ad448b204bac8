/**
 * Main classes of servers that are started by code of their user, and take commands from their
 * standard input. They know the servers by name only, and nothing else of this module.
 */
@NullMarked
package io.nearfar.servers.inside;

import org.jspecify.annotations.NullMarked;
