package io.nearfar.servers.plain;

/** Rolls a transaction back. */
public class PlainFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
