package io.nearfar.tck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out the tests that can't pass in a setup: the class path resource that {@code
 * nearfar.tck.left-out} names has one per line, {@code <class>#<method>: <reason>}. A test that is
 * left out is not run and not counted as passed. The JUnit platform finds this as a service;
 * without the property it lets all tests pass.
 */
public final class LeftOutFilter implements PostDiscoveryFilter {
  static final String LIST = "nearfar.tck.left-out";

  /** Of this JVM: JUnit makes filters where it needs them. */
  private static final Set<String> LEFT_OUT = Collections.synchronizedSet(new TreeSet<>());

  private final Map<String, String> reasons;

  /** For the service loader. */
  public LeftOutFilter() {
    this(System.getProperty(LIST, ""));
  }

  LeftOutFilter(String resource) {
    this.reasons = resource.isEmpty() ? Map.of() : read(resource);
  }

  private static Map<String, String> read(String resource) {
    try (InputStream in = LeftOutFilter.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + resource + " (" + LIST + ")");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Map<String, String> reasons = new LinkedHashMap<>();
      reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//"))
          .forEach(line -> add(line, reasons));
      return reasons;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String line, Map<String, String> reasons) {
    String[] parts = line.split(":", 2);
    if (parts.length < 2 || !parts[0].contains("#") || parts[1].isBlank()) {
      throw new IllegalStateException(
          "'" + line + "' leaves out no test with a reason: <class>#<method>: <reason>");
    }
    reasons.put(parts[0].strip(), parts[1].strip());
  }

  @Override
  public FilterResult apply(TestDescriptor descriptor) {
    String test =
        descriptor
            .getSource()
            .filter(MethodSource.class::isInstance)
            .map(MethodSource.class::cast)
            .map(source -> source.getClassName() + "#" + source.getMethodName())
            .orElse("");
    String reason = reasons.get(test);
    if (reason == null) {
      return FilterResult.included("not on the list");
    }
    LEFT_OUT.add(test);
    return FilterResult.excluded(reason);
  }

  /** The tests that were left out. */
  static Set<String> leftOut() {
    return new TreeSet<>(LEFT_OUT);
  }

  /** Entries of the list that no test answered to. */
  Set<String> unknown() {
    Set<String> unknown = new TreeSet<>(reasons.keySet());
    unknown.removeAll(LEFT_OUT);
    return unknown;
  }
}
