package io.nearfar.internal.far.embedded;

import org.jspecify.annotations.Nullable;

/** Texts of this package; ids 0500 to 0519. */
final class EmbeddedRedisMessages {
  private static final String INSTEAD =
      "or set far.url to the address of a running Redis or Valkey.";

  private EmbeddedRedisMessages() {}

  /** A server was started. */
  static String started(String url) {
    return "NEARFAR-0500: An embedded Redis was started at "
        + url
        + ". It is for development, not for production: it has no password, and its content ends"
        + " with this JVM. For production set far.url to the address of a Redis or Valkey.";
  }

  /** There is nothing to start. */
  static IllegalStateException noBinary(String platform) {
    return new IllegalStateException(
        "NEARFAR-0501: The embedded Redis was not started. There is neither a bundled Redis for "
            + platform
            + " on the class path nor a redis-server on the PATH. Add the dependency"
            + " org.signal:embedded-redis:0.9.1 (its own dependencies are not needed), install"
            + " Redis, "
            + INSTEAD);
  }

  /** The process has ended, or was never there. */
  static IllegalStateException notStarted(String log, @Nullable Throwable cause) {
    return new IllegalStateException(
        "NEARFAR-0502: The embedded Redis was not started. "
            + (log.isEmpty() ? "The process could not be run" : "The process said: " + log)
            + ". Mend what it says (a directory for java.io.tmpdir from which programs may be run,"
            + " a free port), "
            + INSTEAD,
        cause);
  }

  /** The process lives, but does not answer. */
  static IllegalStateException noAnswer(String log) {
    return new IllegalStateException(
        "NEARFAR-0503: The embedded Redis was not started. The process has not answered within "
            + RedisInstance.PATIENCE.toSeconds()
            + " s; it said: "
            + log
            + ". Look for what slows this machine down, "
            + INSTEAD);
  }

  /** Something else has the port. */
  static IllegalStateException portTaken(String port) {
    return new IllegalStateException(
        "NEARFAR-0504: The embedded Redis was not started. Port "
            + port
            + " of this machine is in use, and not by a Redis that answers without a password."
            + " Choose another port, leave it out to get a free one, "
            + INSTEAD);
  }

  /** A server was there already. */
  static String reused(String url) {
    return "NEARFAR-0505: No embedded Redis was started. One runs at "
        + url
        + " already and is used; it is for development, not for production. Choose another port if"
        + " it is not meant to be shared.";
  }

  /** The private directory can't be had. */
  static IllegalStateException noDirectory(Throwable cause) {
    return new IllegalStateException(
        "NEARFAR-0506: The embedded Redis was not started. No private directory could be made, or"
            + " the program not be written to it (see the cause). Let java.io.tmpdir name a"
            + " directory with 20 MB to spare, "
            + INSTEAD,
        cause);
  }

  /** The calling thread was interrupted. */
  static IllegalStateException interrupted(Throwable cause) {
    return new IllegalStateException(
        "NEARFAR-0507: The embedded Redis was not started. The thread that waited for its answer"
            + " was interrupted. Start it again.",
        cause);
  }

  /** Not a port. */
  static IllegalArgumentException badPort(String port) {
    return new IllegalArgumentException(
        "NEARFAR-0508: The embedded Redis was not started. "
            + port
            + " is not a port. Use 1 to 65535, or 0 for any that is free.");
  }
}
