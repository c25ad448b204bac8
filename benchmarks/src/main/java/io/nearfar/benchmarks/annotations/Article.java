package io.nearfar.benchmarks.annotations;

/**
 * A key that an application would make up.
 *
 * @param shop where it is sold
 * @param number its number there
 */
public record Article(String shop, long number) {}
