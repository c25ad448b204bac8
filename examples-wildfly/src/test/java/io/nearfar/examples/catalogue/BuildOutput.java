package io.nearfar.examples.catalogue;

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

  /** The provisioned WildFly. */
  static Path wildFly() {
    return Path.of(System.getProperty("wildfly.home"));
  }

  /** Where servers may keep their files. */
  static Path work() {
    return Path.of(System.getProperty("wildfly.work"));
  }
}
