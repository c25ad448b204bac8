package io.nearfar.examples.catalogue;

import java.net.URI;
import java.util.Optional;

/**
 * The other server with this application, as far as the page is concerned: the caches need not know
 * it, they meet in Redis.
 */
final class Peer {

  /** The system property with its address, as a browser reaches it. */
  static final String PROPERTY = "catalogue.peer";

  private Peer() {}

  /** Where the application answers there, with a slash at the end; empty if there is none. */
  static Optional<URI> address() {
    String address = System.getProperty(PROPERTY, "");
    return address.isEmpty() ? Optional.empty() : Optional.of(URI.create(address));
  }

  /** Whether a page comes from there, by the header {@code Origin} that its browser has sent. */
  static boolean isOrigin(String origin) {
    return address()
        .map(address -> address.getScheme() + "://" + address.getAuthority())
        .filter(origin::equals)
        .isPresent();
  }
}
