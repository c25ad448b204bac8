package io.nearfar.examples.load;

/**
 * A request.
 *
 * @param kind what it is about
 * @param method of HTTP
 * @param path below the root of the application
 * @param body JSON; empty if there is none
 */
record Wish(Kind kind, String method, String path, String body) {}
