package io.nearfar.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar called "all" has the provider, the annotations and the standard, and nothing that the
 * server brings; and works on Weld beside nothing else. The example runs it on WildFly.
 */
class AllJarIT {
  private static final Path PATH = Path.of(System.getProperty("nearfar.all.jar"));
  private static final Instant TIMESTAMP = Instant.parse(System.getProperty("nearfar.timestamp"));
  private static final String SERVICES = "META-INF/services/";
  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path directory;

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(PATH.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  /** Of the files whose names begin with something, the names. */
  private List<String> names(String prefix) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private String text(String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void classes_areOursAndTheStandards() {
    assertThat(names(""))
        .filteredOn(name -> name.endsWith(".class"))
        .contains(
            "io/nearfar/NearfarCachingProvider.class",
            "io/nearfar/cdi/internal/portable/NearfarCdiExtension.class",
            "io/nearfar/shaded/org/redisson/Redisson.class",
            "javax/cache/Caching.class",
            "javax/cache/annotation/CacheResult.class")
        .allMatch(
            name ->
                name.startsWith("io/nearfar/")
                    || name.startsWith("javax/cache/")
                    || name.matches("META-INF/versions/\\d+/io/nearfar/shaded/.*"))
        .doesNotHaveDuplicates();
  }

  @Test
  void services_areThoseOfBoth() throws IOException {
    assertThat(names(SERVICES)).hasSize(4);
    assertThat(text(SERVICES + "javax.cache.spi.CachingProvider"))
        .isEqualTo("io.nearfar.NearfarCachingProvider");
    assertThat(text(SERVICES + "jakarta.enterprise.inject.spi.Extension"))
        .isEqualTo("io.nearfar.cdi.internal.portable.NearfarCdiExtension");
    assertThat(
            text(
                SERVICES
                    + "jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension"))
        .isEqualTo("io.nearfar.cdi.internal.lite.NearfarLiteExtension");
    assertThat(text(SERVICES + "io.nearfar.shaded.org.slf4j.spi.SLF4JServiceProvider"))
        .isEqualTo("io.nearfar.internal.logging.SystemLoggerProvider");
  }

  /** Nobody looks for beans in it: the extensions add theirs. */
  @Test
  void beansXml_isOne_andKeepsContainersFromSearching() throws IOException {
    assertThat(names("")).filteredOn(name -> name.endsWith("beans.xml")).hasSize(1);
    assertThat(text("META-INF/beans.xml")).contains("bean-discovery-mode=\"none\"");
  }

  @Test
  void manifest_isComplete() throws IOException {
    Attributes attributes = jar.getManifest().getMainAttributes();
    assertThat(attributes.getValue("Automatic-Module-Name")).isEqualTo("io.nearfar.all");
    assertThat(attributes.getValue("Dependencies")).isEqualTo("jdk.unsupported");
    assertThat(attributes.getValue("Multi-Release")).isEqualTo("true");
    // The provider tells it.
    assertThat(attributes.getValue("Implementation-Version")).isNotBlank();
    assertThat(attributes.keySet().stream().map(Object::toString))
        .noneMatch(name -> name.startsWith("Bundle-") || name.equals("Built-By"));
    assertThat(jar.stream().findFirst().orElseThrow().getName()).isEqualTo(JarFile.MANIFEST_NAME);
  }

  @Test
  void licencesAndNotices_areThere() throws IOException {
    assertThat(text("META-INF/LICENSE")).contains("Apache License");
    assertThat(text("META-INF/NOTICE"))
        .contains("Caffeine", "Fory", "Redisson", "Netty", "SnakeYAML", "SLF4J", "JSR-107");
    assertThat(names("META-INF/licenses/"))
        .containsExactlyInAnyOrder(
            "META-INF/licenses/LICENSE-kryo.txt", "META-INF/licenses/LICENSE-slf4j.txt");
    assertThat(names("META-INF/maven/"))
        .filteredOn(name -> name.endsWith("pom.xml"))
        .extracting(name -> name.replaceAll(".*/(.*)/pom.xml", "$1"))
        .containsExactlyInAnyOrder(
            "nearfar-cdi-integration", "nearfar-jcache-provider", "cache-api");
  }

  /** Nothing in it says when it was built; what is of libraries is older. */
  @Test
  void times_areThoseOfEachBuild() {
    LocalDateTime latest = LocalDateTime.ofInstant(TIMESTAMP, ZoneOffset.UTC);
    assertThat(jar.stream())
        .allMatch(entry -> !entry.getTimeLocal().isAfter(latest))
        .filteredOn(entry -> entry.getName().matches("io/nearfar/(cdi|internal)/.*[.]class"))
        .isNotEmpty()
        .allMatch(entry -> entry.getTimeLocal().equals(latest));
  }

  @Test
  void onWeld_annotationsWork() throws Exception {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, application().toString(), PATH.toString(), weld()),
                "io.nearfar.alljar.AllJarProgram")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said.lines())
        .contains("provider: io.nearfar.NearfarCachingProvider", "calls: 1", "MBeans left: 0");
  }

  /** The classes of the program, as an application of its own. */
  private Path application() throws IOException {
    Path classes = Path.of("target", "test-classes", "io", "nearfar", "alljar");
    Path target = Files.createDirectories(directory.resolve("application/io/nearfar/alljar"));
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    Path application = directory.resolve("application");
    Path beans = Files.createDirectories(application.resolve("META-INF")).resolve("beans.xml");
    Files.writeString(
        beans,
        "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
            + " bean-discovery-mode=\"annotated\"/>");
    return application;
  }

  private static String weld() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            file -> {
              String name = Path.of(file).getFileName().toString();
              return name.endsWith(".jar")
                  && (name.startsWith("weld-")
                      || name.startsWith("jakarta.")
                      || name.startsWith("jboss-"));
            })
        .collect(Collectors.joining(File.pathSeparator));
  }
}
