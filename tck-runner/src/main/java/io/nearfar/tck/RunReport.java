package io.nearfar.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a run left behind: the XML reports count the tests, the record written inside the JVM tells
 * how it was set up and which tests the TCK excluded.
 *
 * @param tests all test cases
 * @param failed one line per failure or error
 * @param skipped tests that gave up on an assumption or are ignored
 * @param seconds sum of the test classes
 * @param record what {@code RunRecorder} wrote; empty if the JVM did not get to the end
 */
record RunReport(
    int tests, List<String> failed, int skipped, BigDecimal seconds, Properties record) {

  static final String RECORD = "run.properties";

  /** Reads the directory of a run; one that is not there gives an empty report. */
  static RunReport read(Path directory) throws IOException {
    Reading reading = new Reading();
    Properties record = new Properties();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
        for (Path file : files) {
          reading.read(file);
        }
      }
      Path file = directory.resolve(RECORD);
      if (Files.isRegularFile(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          record.load(reader);
        }
      }
    }
    return new RunReport(
        reading.tests, List.copyOf(reading.failed), reading.skipped, reading.seconds, record);
  }

  int passed() {
    return tests - failed.size() - skipped;
  }

  /** Tests that were counted as run and did nothing. */
  int vacuous() {
    // An excluded test of the annotations is idle, too; in the core none is called idle.
    return Math.max(excluded().size(), idle().size()) + skipped;
  }

  /** Tests of the annotations that passed without reading from a cache. */
  List<String> idle() {
    return list("idle");
  }

  /** Tests that the TCK counted as passed without running them, as it logged them. */
  List<String> excluded() {
    return list("excluded");
  }

  /** Test classes in the order in which they ran. */
  List<String> classes() {
    return list("classes");
  }

  /** Class names of the {@code CachingProvider} services on the class path. */
  List<String> providers() {
    return list("providers");
  }

  String jdk() {
    return record.getProperty("jdk", "?");
  }

  String topology() {
    return record.getProperty("topology", "?");
  }

  /** The servers that the run had. */
  String servers() {
    return record.getProperty("servers", "?");
  }

  /** What kept the run from being set up; empty if nothing did. */
  String setupFailure() {
    return record.getProperty("setup-failure", "");
  }

  /** Tests of the list of those that can't pass in this setup; they were not run. */
  List<String> leftOut() {
    return list("left-out");
  }

  /** Entries of that list that named no test. */
  List<String> leftOutUnknown() {
    return list("left-out-unknown");
  }

  /** How many operations went to each of several nodes. */
  List<Long> operationsByNode() {
    return list("operations-by-node").stream().map(Long::valueOf).toList();
  }

  /** What the choice of nodes came from; empty if there was none. */
  String seed() {
    return record.getProperty("seed", "");
  }

  private List<String> list(String key) {
    String value = record.getProperty(key, "");
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  /** Adds up the reports of the test classes. */
  private static final class Reading {
    private int tests;
    private final List<String> failed = new ArrayList<>();
    private int skipped;
    private BigDecimal seconds = BigDecimal.ZERO;

    void read(Path file) throws IOException {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      try (InputStream in = Files.newInputStream(file)) {
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        String test = "";
        while (xml.hasNext()) {
          if (xml.next() == XMLStreamConstants.START_ELEMENT) {
            switch (xml.getLocalName()) {
              case "testcase" -> {
                test = attribute(xml, "classname") + "#" + attribute(xml, "name");
                tests++;
                seconds = seconds.add(new BigDecimal(attribute(xml, "time").replace(",", "")));
              }
              case "failure", "error" -> failed.add(test + ": " + reason(xml));
              case "skipped" -> skipped++;
              default -> {}
            }
          }
        }
      } catch (XMLStreamException e) {
        throw new IOException("The test report " + file + " is damaged: " + e.getMessage(), e);
      }
    }

    private static String reason(XMLStreamReader xml) {
      String type = attribute(xml, "type");
      return attribute(xml, "message").lines().findFirst().orElse(type);
    }

    private static String attribute(XMLStreamReader xml, String name) {
      String value = xml.getAttributeValue(null, name);
      return value == null ? "" : value;
    }
  }
}
