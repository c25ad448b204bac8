/** The application that runs on the servers. */
@NullMarked
package io.nearfar.servers.probe;

import org.jspecify.annotations.NullMarked;
