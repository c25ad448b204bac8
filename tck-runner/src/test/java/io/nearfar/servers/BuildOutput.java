package io.nearfar.servers;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put things; the system properties are in the POM. */
final class BuildOutput {

  private BuildOutput() {}

  /** The classes of the tests. */
  static Path testClasses() {
    return placeOf(BuildOutput.class);
  }

  /** The jar with a class, as it is published. */
  static Path jarOf(Class<?> type) {
    Path place = placeOf(type);
    if (!Files.isRegularFile(place)) {
      throw new IllegalStateException(
          place + " is no jar. The tests of servers need jars: run them in the phase verify.");
    }
    return place;
  }

  /** Where a server is, by its id. */
  static Path server(String id) {
    return Path.of(System.getProperty("servers.home"), id);
  }

  /** Where servers keep their files. */
  static Path work() {
    return Path.of(System.getProperty("servers.work"));
  }

  /** Which version of a server that is. */
  static String version(String id) {
    return System.getProperty("servers.version." + id, "");
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
