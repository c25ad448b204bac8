package io.nearfar.servers.probe;

/** Rolls a transaction back. */
public class ChangeFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
