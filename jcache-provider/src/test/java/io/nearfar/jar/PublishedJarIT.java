package io.nearfar.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The published jar holds the provider and its libraries under names of our own, and nothing by
 * which it could meet those of an application or a server. Covers: names, services, manifest,
 * licences, POM, what was left out.
 */
class PublishedJarIT {
  private static final String SHADED = "io/nearfar/shaded/";

  /** What there is beside classes. */
  private static final Set<String> RESOURCES =
      Set.of(
          "META-INF/LICENSE",
          "META-INF/MANIFEST.MF",
          "META-INF/NOTICE",
          "META-INF/licenses/LICENSE-kryo.txt",
          "META-INF/licenses/LICENSE-slf4j.txt",
          "META-INF/maven/io.nearfar/nearfar-jcache-provider/pom.properties",
          "META-INF/maven/io.nearfar/nearfar-jcache-provider/pom.xml",
          "META-INF/services/io.nearfar.shaded.org.slf4j.spi.SLF4JServiceProvider",
          "META-INF/services/javax.cache.spi.CachingProvider",
          "io/nearfar/internal/far/change.lua",
          "io/nearfar/internal/far/clear.lua",
          "io/nearfar/internal/far/clocks.lua",
          "io/nearfar/internal/far/describe.lua",
          "io/nearfar/internal/far/get.lua",
          "io/nearfar/internal/far/invalidate.lua",
          "io/nearfar/internal/far/lease.lua",
          "io/nearfar/internal/far/outdated.lua",
          "io/nearfar/internal/far/put.lua",
          "io/nearfar/internal/far/read.lua",
          "io/nearfar/internal/far/reread.lua",
          "io/nearfar/internal/far/sweep.lua",
          "io/nearfar/internal/far/tags.lua",
          "io/nearfar/internal/far/touch.lua",
          "io/nearfar/internal/far/yield.lua",
          "io/nearfar/nearfar.schema.json");

  /** Parts of Netty that exist for some platforms only, and are looked for before they are used. */
  private static final Pattern NATIVE =
      Pattern.compile(
          SHADED + "io/netty/(channel/(epoll|kqueue|uring)|internal/tcnative|pkitesting)/.*");

  /**
   * Classes that offer others which were left out: objects and services of Redisson, map-reduce,
   * live objects, Fory's generated code. We ask none of them for that. Whoever adds one here has to
   * know that it will not be asked either.
   */
  private static final Set<String> OFFERS =
      Set.of(
          "org/apache/fory/codegen/JaninoUtils",
          "org/redisson/BaseRedissonList",
          "org/redisson/Redisson",
          "org/redisson/RedissonBatch",
          "org/redisson/RedissonClientSideCaching",
          "org/redisson/RedissonMap",
          "org/redisson/RedissonMaps",
          "org/redisson/RedissonScoredSortedSet",
          "org/redisson/RedissonSet",
          "org/redisson/RedissonSortedSet",
          "org/redisson/api/CronSchedule",
          "org/redisson/api/WorkerOptions",
          "org/redisson/api/condition/Conditions",
          "org/redisson/codec/ProtobufCodec",
          "org/redisson/liveobject/core/RedissonObjectBuilder",
          "org/redisson/liveobject/resolver/MapResolver");

  private static final long MEBIBYTE = 1 << 20;

  private final PublishedJar jar = new PublishedJar(PublishedJar.PATH);

  @Test
  void classes_areAllInOurPackage() {
    assertThat(jar.classes().keySet()).allMatch(name -> name.startsWith("io/nearfar/"));
    assertThat(jar.classes()).doesNotContainKey("module-info");
  }

  @Test
  void resources_areKnown() {
    assertThat(jar.resources()).containsExactlyInAnyOrderElementsOf(RESOURCES);
  }

  @Test
  void services_areOurs() {
    assertThat(jar.text("META-INF/services/javax.cache.spi.CachingProvider"))
        .isEqualToIgnoringNewLines("io.nearfar.NearfarCachingProvider");
    assertThat(jar.text("META-INF/services/io.nearfar.shaded.org.slf4j.spi.SLF4JServiceProvider"))
        .isEqualToIgnoringNewLines("io.nearfar.internal.logging.SystemLoggerProvider");
  }

  @Test
  void manifest_isComplete() {
    assertThat(jar.startsWithManifest()).isTrue();
    assertThat(jar.attribute("Automatic-Module-Name")).isEqualTo("io.nearfar");
    assertThat(jar.attribute("Dependencies")).isEqualTo("jdk.unsupported");
    assertThat(jar.attribute("Multi-Release")).isEqualTo("true");
    assertThat(jar.names()).anyMatch(name -> name.startsWith("META-INF/versions/25/" + SHADED));
  }

  /** Nothing in it says when, where or by whom it was built. */
  @Test
  void bytes_areThoseOfEachBuild() {
    jar.times()
        .forEach(
            (name, time) -> {
              assertThat(time).as(name).isBeforeOrEqualTo(PublishedJar.timestamp());
              if (name.endsWith(".class") && !name.contains(SHADED)) {
                assertThat(time).as(name).isEqualTo(PublishedJar.timestamp());
              }
            });
    assertThat(jar.attributes())
        .containsExactlyInAnyOrder(
            "Manifest-Version",
            "Created-By",
            "Java-Version",
            "Build-Jdk-Spec",
            "Implementation-Title",
            "Implementation-Version",
            "Automatic-Module-Name",
            "Dependencies",
            "Multi-Release");
    assertThat(jar.resources())
        .filteredOn(name -> jar.text(name).contains(System.getProperty("user.dir")))
        .isEmpty();
    assertThat(jar.text("META-INF/maven/io.nearfar/nearfar-jcache-provider/pom.properties").lines())
        .noneMatch(line -> line.startsWith("#"));
  }

  @Test
  void notices_areThoseOfAllLibraries() {
    assertThat(jar.text("META-INF/LICENSE")).contains("Apache License");
    assertThat(jar.text("META-INF/NOTICE"))
        .contains("Caffeine", "Fory", "Redisson", "Netty", "SnakeYAML", "SLF4J")
        .containsOnlyOnce("Nearfar\n")
        .contains("Nikita Koksharov")
        .contains("The Apache Software Foundation");
  }

  @Test
  void pom_bringsOnlyTheStandard() {
    String pom = jar.text("META-INF/maven/io.nearfar/nearfar-jcache-provider/pom.xml");
    Set<String> needed = new TreeSet<>();
    Matcher dependencies =
        Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL).matcher(pom);
    while (dependencies.find()) {
      String dependency = dependencies.group(1);
      if (!dependency.contains("<scope>test<")
          && !dependency.contains("<scope>provided<")
          && !dependency.contains("<optional>true<")) {
        needed.add(dependency.replaceAll("(?s).*<artifactId>(.*?)<.*", "$1"));
      }
    }
    assertThat(needed).containsExactly("cache-api");
    assertThat(pom).doesNotContain("<artifactId>caffeine<", "<artifactId>redisson<");
  }

  @Test
  void ourLiterals_areNotRenamed_butForASwitchOfTheDriver() {
    // The plugin renames strings that look like names of bundled classes, wherever they stand.
    Map<String, Set<String>> renamed = new TreeMap<>();
    jar.classes()
        .forEach(
            (name, constants) -> {
              if (!name.startsWith(SHADED)) {
                constants.literals().stream()
                    .filter(literal -> literal.replace('.', '/').contains(SHADED))
                    .forEach(
                        literal ->
                            renamed.computeIfAbsent(name, any -> new TreeSet<>()).add(literal));
              }
            });
    assertThat(renamed)
        .containsExactly(
            Map.entry(
                "io/nearfar/internal/far/JvmSelectors",
                Set.of("io.nearfar.shaded.io.netty.noKeySetOptimization")));
  }

  @Test
  void leftOutClasses_areNamedOnlyByWhatOffersThem() {
    Map<String, ClassConstants> classes = jar.classes();
    Map<String, Set<String>> missing = new TreeMap<>();
    classes.forEach(
        (name, constants) ->
            constants.classes().stream()
                .filter(other -> other.startsWith("io/nearfar/") && !classes.containsKey(other))
                .filter(other -> !NATIVE.matcher(other).matches())
                .forEach(
                    other ->
                        missing
                            .computeIfAbsent(name.replace(SHADED, ""), any -> new TreeSet<>())
                            .add(other)));
    assertThat(missing).containsOnlyKeys(OFFERS);
  }

  @Test
  void classes_haveNoAnnotationsOfJackson() {
    // WildFly looks for them in the jars of an application, and changes its JSON if there are some.
    Pattern annotation = Pattern.compile("Lcom/fasterxml/jackson/(databind/)?annotation/");
    assertThat(jar.names())
        .filteredOn(name -> name.endsWith(".class"))
        .filteredOn(name -> annotation.matcher(jar.text(name)).find())
        .isEmpty();
  }

  @Test
  void size_isModest() throws IOException {
    assertThat(Files.size(PublishedJar.PATH)).isLessThan(8 * MEBIBYTE);
  }
}
