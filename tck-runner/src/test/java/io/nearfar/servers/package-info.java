/**
 * Runs one application on application servers, each in a process of its own, and writes down what
 * works there: {@code ServersIT}, in the profile {@code servers}. A server is a constant of {@code
 * ServerKind} and a class that starts it; what is asked of all of them is in {@code ServerCheck}.
 */
@NullMarked
package io.nearfar.servers;

import org.jspecify.annotations.NullMarked;
