package io.nearfar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the repository lead to each other, and name the versions of this build. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /** A dependency of ours, or one that users of ours have to name. */
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<artifactId>(nearfar-[a-z-]+|embedded-redis|wildfly-maven-plugin|maven-war-plugin)"
              + "</artifactId>\\s*<version>([^<$]+)</version>");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, /* maxDepth= */ 4)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !ROOT.relativize(file).toString().matches("\\..*|.*\\btarget\\b.*"))
          .map(ROOT::relativize)
          .sorted()
          .toList();
    }
  }

  private static String read(Path page) throws IOException {
    return Files.readString(ROOT.resolve(page));
  }

  private static String prose(Path page) throws IOException {
    return CODE.matcher(read(page)).replaceAll("");
  }

  @Test
  void pages_areFound() throws IOException {
    assertThat(pages()).contains(Path.of("README.md"), Path.of("docs", "getting-started.md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_leadSomewhere(Path page) throws IOException {
    List<String> dead = new ArrayList<>();
    Matcher link = LINK.matcher(prose(page));
    while (link.find()) {
      String target = link.group(1);
      if (target.matches("[a-z]+:.*")) {
        continue; // On the web.
      }
      Path file = ROOT.resolve(page).resolveSibling(target).normalize();
      Path named = target.isEmpty() ? ROOT.resolve(page) : file;
      if (!Files.exists(named)
          || (link.group(2) != null && !anchors(named).contains(link.group(2)))) {
        dead.add(link.group());
      }
    }
    assertThat(dead).as(page.toString()).isEmpty();
  }

  /** The headings, as links name them. */
  private static Set<String> anchors(Path file) throws IOException {
    return HEADING
        .matcher(prose(ROOT.relativize(file)))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void versions_areThoseOfTheBuild(Path page) throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    Matcher dependency = DEPENDENCY.matcher(read(page));
    while (dependency.find()) {
      assertThat(dependency.group(2))
          .as(page + ": " + dependency.group(1))
          .isEqualTo(versionIn(parent, dependency.group(1)));
    }
  }

  private static String versionIn(String pom, String artifact) {
    String name = artifact.startsWith("nearfar-") ? "nearfar-parent" : artifact;
    String version = first(pom, "<artifactId>" + name + "</artifactId>\\s*<version>([^<]+)<");
    return version.startsWith("${")
        ? first(pom, "<" + Pattern.quote(version.substring(2, version.length() - 1)) + ">([^<]+)<")
        : version;
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
