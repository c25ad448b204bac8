package io.nearfar.examples.catalogue;

/**
 * This server invalidates a tag of the cache {@code products}: an event of CDI, heard of when the
 * transaction has committed, and not at all if it is rolled back. Without one it is fired when the
 * tag is invalid.
 *
 * @param tag the tag
 */
public record OwnChange(String tag) {}
