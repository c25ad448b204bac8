package io.nearfar.examples.catalogue;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs the application.
 *
 * @param server its name
 * @param peer where the application answers on the other server; null if there is none
 */
public record Node(String server, @Nullable URI peer) {}
