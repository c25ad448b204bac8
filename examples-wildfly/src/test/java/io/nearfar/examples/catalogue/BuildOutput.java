package io.nearfar.examples.catalogue;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where the build has put what the tests and the demo run; the system properties are in the POM.
 */
final class BuildOutput {

  private BuildOutput() {}

  /** The application. */
  static Path war() {
    return Path.of(System.getProperty("catalogue.war"));
  }

  /** The jar of Nearfar that is made to be copied into a server. */
  static Path allJar() {
    return Path.of(System.getProperty("nearfar.all.jar"));
  }

  /** The classes of the tests. */
  static Path testClasses() {
    try {
      return Path.of(BuildOutput.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The provisioned WildFly. */
  static Path wildFly() {
    return Path.of(System.getProperty("wildfly.home"));
  }

  /** Where servers may keep their files. */
  static Path work() {
    return Path.of(System.getProperty("wildfly.work"));
  }
}
