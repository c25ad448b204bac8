package io.nearfar.examples.catalogue;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link WildFlyServer} shall be.
 *
 * @param name its name, and that of its directory
 * @param portOffset what is added to the usual ports; empty for one at which all of them are free
 * @param redisUrl where its applications keep what they cache
 * @param databaseUrl the database of its applications; null for one in its memory
 * @param forgetful whether it lets go of an application as soon as it is undeployed; under load
 *     that costs it much of what it can do
 */
record ServerOptions(
    String name,
    OptionalInt portOffset,
    String redisUrl,
    @Nullable String databaseUrl,
    boolean forgetful) {

  /** On free ports, with a database of its own. */
  static ServerOptions of(String name, String redisUrl) {
    return new ServerOptions(
        name, OptionalInt.empty(), redisUrl, /* databaseUrl= */ null, /* forgetful= */ false);
  }

  /** The same, with another name. */
  ServerOptions named(String newName) {
    return new ServerOptions(newName, portOffset, redisUrl, databaseUrl, forgetful);
  }

  /** The same, with a database that other servers may have too. */
  ServerOptions with(SharedDatabase database) {
    return new ServerOptions(name, portOffset, redisUrl, database.url(), forgetful);
  }

  /** The same, on the usual ports plus an offset. */
  ServerOptions at(int offset) {
    return new ServerOptions(name, OptionalInt.of(offset), redisUrl, databaseUrl, forgetful);
  }

  /** The same, for tests that look whether class loaders of applications are collected. */
  ServerOptions forLeakTests() {
    return new ServerOptions(name, portOffset, redisUrl, databaseUrl, /* forgetful= */ true);
  }
}
