package io.nearfar.benchmarks;

import java.util.Map;

/**
 * One line of a JMH result.
 *
 * @param benchmark class and method without the package, such as {@code NearGetBenchmark.hit}
 * @param threads how many threads
 * @param parameters the values of its parameters by name
 * @param score the mean
 * @param error half the 99.9 % confidence interval; NaN if there were too few iterations
 * @param unit the unit of score and error
 * @param bytes allocated per operation; NaN if not measured
 */
record Measurement(
    String benchmark,
    int threads,
    Map<String, String> parameters,
    double score,
    double error,
    String unit,
    double bytes) {

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
