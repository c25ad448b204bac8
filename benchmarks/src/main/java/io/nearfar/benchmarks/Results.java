package io.nearfar.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a JMH result file says.
 *
 * @param measurements in the order of the file
 * @param environments the JVMs, flags and iterations it was made with, each once, as text
 */
record Results(List<Measurement> measurements, List<String> environments) {
  private static final int MAX_CHARACTERS = 100_000_000;

  static Results read(Path json) throws IOException {
    try (Reader reader = Files.newBufferedReader(json)) {
      return read(reader);
    }
  }

  /** Reads JSON with the YAML parser that is here anyway: JMH's JSON is YAML as well. */
  static Results read(Reader json) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    Object document = new Yaml(new SafeConstructor(options)).load(json);
    if (!(document instanceof List<?> runs)) {
      throw new IllegalArgumentException(
          "This is no JMH result: a JSON list was expected. Make one with -rf json -rff FILE.");
    }
    List<Measurement> measurements = new ArrayList<>();
    Set<String> environments = new LinkedHashSet<>();
    for (Object run : runs) {
      Map<?, ?> fields = (Map<?, ?>) run;
      measurements.add(measurement(fields));
      environments.add(environment(fields));
    }
    return new Results(List.copyOf(measurements), List.copyOf(environments));
  }

  /** The measurement of a benchmark that has all these parameters, or null. */
  @Nullable Measurement find(String benchmark, int threads, Map<String, String> parameters) {
    for (Measurement candidate : measurements) {
      if (candidate.benchmark().equals(benchmark)
          && candidate.threads() == threads
          && candidate.parameters().entrySet().containsAll(parameters.entrySet())) {
        return candidate;
      }
    }
    return null;
  }

  private static Measurement measurement(Map<?, ?> run) {
    Map<?, ?> metric = map(run, "primaryMetric");
    Map<?, ?> allocation = map(map(run, "secondaryMetrics"), "gc.alloc.rate.norm");
    Map<String, String> parameters = new LinkedHashMap<>();
    map(run, "params").forEach((name, value) -> parameters.put(text(name), text(value)));
    String method = text(run.get("benchmark"));
    int beforeClass = method.lastIndexOf('.', method.lastIndexOf('.') - 1);
    return new Measurement(
        method.substring(beforeClass + 1),
        (int) number(run.get("threads")),
        Map.copyOf(parameters),
        number(metric.get("score")),
        number(metric.get("scoreError")),
        text(metric.get("scoreUnit")),
        number(allocation.get("score")));
  }

  private static String environment(Map<?, ?> run) {
    return "JDK %s, %s %s; flags `%s`; %s forks, warm-up %s × %s, measurement %s × %s"
        .formatted(
            run.get("jdkVersion"),
            run.get("vmName"),
            run.get("vmVersion"),
            run.get("jvmArgs") instanceof List<?> flags
                ? String.join(" ", flags.stream().map(Results::text).toList())
                : "",
            run.get("forks"),
            run.get("warmupIterations"),
            run.get("warmupTime"),
            run.get("measurementIterations"),
            run.get("measurementTime"));
  }

  private static Map<?, ?> map(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> child ? child : Map.of();
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  /** JMH writes NaN as text, and YAML takes numbers such as 1.0E-4 for text: parse both. */
  private static double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value == null ? Double.NaN : Double.parseDouble(text(value));
  }
}
