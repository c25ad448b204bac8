package io.nearfar.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar called "thin" has our classes and nothing else, and works in a JVM that has it and what
 * {@code docs/jars.md} says is needed beside it. What is asked of it is in {@code src/test/probe}.
 */
class ThinJarIT {
  private static final Path PAGE = Path.of("..", "docs", "jars.md");

  /** The dependencies in the section of the page. */
  private static final Pattern SECTION =
      Pattern.compile("<!-- thin:begin .*?-->(.*?)<!-- thin:end -->", Pattern.DOTALL);

  private static final Pattern DEPENDENCY =
      Pattern.compile("<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>");

  private static final Pattern LIBRARY = Pattern.compile("(.+?)-(\\d.*)\\.jar");

  /** What they bring, as this build has it: without the exclusions it is more. */
  private static final Predicate<String> BROUGHT =
      name -> name.startsWith("netty-") || name.equals("slf4j-api");

  private final PublishedJar jar = new PublishedJar(PublishedJar.THIN);

  @TempDir Path directory;

  @Test
  void classes_areOurs_underTheirNames() {
    assertThat(jar.classes().keySet())
        .contains("io/nearfar/NearfarCachingProvider")
        .allMatch(name -> name.startsWith("io/nearfar/"))
        .noneMatch(name -> name.startsWith("io/nearfar/shaded/"));
    assertThat(jar.classes().get("io/nearfar/internal/far/DriverConfig").classes())
        .contains("org/redisson/config/Config");
  }

  /** Who brings SLF4J has a binding, or wants none. */
  @Test
  void bindingOfSlf4j_isLeftOut() {
    assertThat(jar.names()).noneMatch(name -> name.contains("logging") || name.contains("slf4j"));
    Map<String, Set<String>> missing = new TreeMap<>();
    Map<String, ClassConstants> classes = jar.classes();
    classes.forEach(
        (name, constants) ->
            constants.classes().stream()
                .filter(other -> other.startsWith("io/nearfar/") && !classes.containsKey(other))
                .forEach(other -> missing.put(name, Set.of(other))));
    assertThat(missing).isEmpty();
  }

  @Test
  void resources_areThoseOfOurs() {
    PublishedJar whole = new PublishedJar(PublishedJar.PATH);
    assertThat(whole.resources()).containsAll(jar.resources());
    assertThat(jar.resources())
        .contains("META-INF/LICENSE", "META-INF/NOTICE", "io/nearfar/nearfar.schema.json");
    assertThat(jar.text("META-INF/services/javax.cache.spi.CachingProvider"))
        .isEqualToIgnoringNewLines("io.nearfar.NearfarCachingProvider");
    assertThat(jar.attribute("Automatic-Module-Name")).isEqualTo("io.nearfar");
    assertThat(jar.startsWithManifest()).isTrue();
    assertThat(jar.times().values()).containsOnly(PublishedJar.timestamp());
  }

  @Test
  void works_withWhatThePageSays() throws Exception {
    Path log = directory.resolve("log");
    try (RedisServer redis = RedisServer.builder().start()) {
      assertThat(Program.run("ThinProbe.java", classPath(), log, List.of(), redis.url()))
          .containsExactly(
              "by default: ambiguous",
              "NEAR: ok",
              "FAR: ok",
              "NEAR_FAR: ok",
              "libraries: those of the class path");
    }
    // Nobody has brought a binding; ours is not there either.
    assertThat(Files.readString(log))
        .contains("No SLF4J providers were found")
        .doesNotContain("Exception", "Error");
  }

  private static String classPath() throws IOException {
    Map<String, String> wanted = documented();
    assertThat(wanted).containsKeys("nearfar-jcache-provider", "cache-api", "redisson");
    wanted.remove("nearfar-jcache-provider");
    List<String> path = new ArrayList<>(List.of(PublishedJar.THIN.toString()));
    for (String file : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Matcher library = LIBRARY.matcher(Path.of(file).getFileName().toString());
      if (library.matches()) {
        String version = wanted.remove(library.group(1));
        if (version != null) {
          assertThat(version).as("%s in %s", library.group(1), PAGE).isEqualTo(library.group(2));
        }
        if (version != null || BROUGHT.test(library.group(1))) {
          path.add(file);
        }
      }
    }
    assertThat(wanted).as("in %s, but not of this build", PAGE).isEmpty();
    return String.join(File.pathSeparator, path);
  }

  private static Map<String, String> documented() throws IOException {
    Matcher section = SECTION.matcher(Files.readString(PAGE));
    assertThat(section.find()).as("a list in %s", PAGE).isTrue();
    Map<String, String> found = new TreeMap<>();
    Matcher dependencies = DEPENDENCY.matcher(section.group(1));
    while (dependencies.find()) {
      found.put(dependencies.group(1), dependencies.group(2));
    }
    return found;
  }
}
