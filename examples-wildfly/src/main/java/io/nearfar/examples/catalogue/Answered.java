package io.nearfar.examples.catalogue;

/** Who has answered a read. */
public enum Answered {
  /** A copy in this JVM. */
  NEAR,
  /** Redis; now there is a copy in this JVM. */
  FAR,
  /** The database; now it is in Redis, and there is a copy in this JVM. */
  DATABASE
}
