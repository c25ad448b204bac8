package io.nearfar.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Looks for JDKs where installers, version managers and CI images put them: beside the running one,
 * in the usual directories, in variables such as {@code JAVA_HOME_25_X64}, in {@code
 * ~/.m2/toolchains.xml}.
 */
public final class JdkFinder {

  private static final List<String> SYSTEM_DIRECTORIES =
      List.of(
          "/usr/lib/jvm",
          "/usr/lib64/jvm",
          "/usr/java",
          "/opt/java",
          "/opt/jdk",
          "/Library/Java/JavaVirtualMachines",
          "C:\\Program Files\\Java",
          "C:\\Program Files\\Eclipse Adoptium",
          "C:\\Program Files\\Microsoft");
  private static final List<String> USER_DIRECTORIES =
      List.of(".sdkman/candidates/java", ".jdks", ".asdf/installs/java", ".jabba/jdk");

  private static final Pattern VARIABLE = Pattern.compile("(JAVA|JDK)_?(HOME|\\d+).*");

  private final Path javaHome;
  private final Path userHome;
  private final Map<String, String> environment;
  private final List<Path> systemDirectories;

  JdkFinder(
      Path javaHome, Path userHome, Map<String, String> environment, List<Path> systemDirectories) {
    this.javaHome = javaHome;
    this.userHome = userHome;
    this.environment = Map.copyOf(environment);
    this.systemDirectories = List.copyOf(systemDirectories);
  }

  /** A finder for this machine. */
  public static JdkFinder ofThisMachine() {
    return new JdkFinder(
        Path.of(System.getProperty("java.home")),
        Path.of(System.getProperty("user.home")),
        System.getenv(),
        SYSTEM_DIRECTORIES.stream().map(Path::of).toList());
  }

  /**
   * The newest JDK of a later feature release than the given one, or nothing if there is none.
   *
   * @param usable asked from the newest downwards until it accepts one
   */
  public Optional<Jdk> newestAfter(Runtime.Version version, Predicate<Jdk> usable) {
    return homes().stream()
        .map(Jdk::at)
        .flatMap(Optional::stream)
        .filter(jdk -> jdk.version().feature() > version.feature())
        .sorted(Comparator.comparing(Jdk::version).reversed())
        .filter(usable)
        .findFirst();
  }

  private Set<Path> homes() {
    List<Path> parents = new ArrayList<>(systemDirectories);
    if (javaHome.getParent() != null) {
      parents.add(javaHome.getParent());
    }
    USER_DIRECTORIES.forEach(directory -> parents.add(userHome.resolve(directory)));

    Set<Path> homes = new LinkedHashSet<>();
    for (Path parent : parents) {
      for (Path child : children(parent)) {
        homes.add(child);
        homes.add(child.resolve("Contents/Home")); // macOS
      }
    }
    environment.forEach(
        (name, value) -> {
          if (VARIABLE.matcher(name).matches() && !value.isBlank()) {
            path(value).ifPresent(homes::add);
          }
        });
    homes.addAll(toolchains(userHome.resolve(".m2/toolchains.xml")));
    return homes;
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (IOException e) {
      return List.of(); // Not ours to read: nothing found there.
    }
  }

  private static List<Path> toolchains(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      NodeList nodes =
          DocumentBuilderFactory.newDefaultNSInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagNameNS("*", "jdkHome");
      List<Path> homes = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        path(nodes.item(i).getTextContent().trim()).ifPresent(homes::add);
      }
      return homes;
    } catch (IOException | SAXException | ParserConfigurationException e) {
      return List.of(); // Maven itself complains about a broken file.
    }
  }
}
