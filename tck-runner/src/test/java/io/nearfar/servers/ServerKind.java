package io.nearfar.servers;

import io.nearfar.tck.Jdk;
import io.nearfar.tck.JdkFinder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers, in the order of the matrix. */
enum ServerKind {
  PAYARA_MICRO(
      "payara-micro",
      "Payara Micro",
      17,
      21,
      List.of("com.hazelcast.cache.HazelcastCachingProvider"),
      PayaraMicro::start),
  OPEN_LIBERTY("open-liberty", "Open Liberty", 17, 25, List.of(), OpenLiberty::start),
  TOMEE_WEBPROFILE("tomee-webprofile", "TomEE WebProfile", 17, 21, List.of(), TomEe::start),
  TOMEE_PLUME("tomee-plume", "TomEE Plume", 17, 21, List.of(), TomEe::start),
  GLASSFISH_EMBEDDED(
      "glassfish-embedded", "GlassFish embedded", 17, 21, List.of(), GlassFishEmbedded::start),
  GLASSFISH("glassfish", "GlassFish", 21, 25, List.of(), GlassFish::start),
  HELIDON("helidon", "Helidon MP", 21, 25, List.of(), Helidon::start);

  /** Starts a server, and returns when it can be given applications. */
  interface Starter {
    AppServer start(Launch launch) throws IOException;
  }

  private final String id;
  private final String title;
  private final int oldestJava;
  private final int newestJava;
  private final List<String> otherProviders;
  private final Starter starter;

  ServerKind(
      String id,
      String title,
      int oldestJava,
      int newestJava,
      List<String> otherProviders,
      Starter starter) {
    this.id = id;
    this.title = title;
    this.oldestJava = oldestJava;
    this.newestJava = newestJava;
    this.otherProviders = otherProviders;
    this.starter = starter;
  }

  /**
   * Those with some ids, in the order of the matrix.
   *
   * @param ids separated by commas; empty = all servers
   * @throws IllegalArgumentException if there is no such server
   */
  static List<ServerKind> named(String ids) {
    if (ids.isBlank()) {
      return List.of(values());
    }
    Set<String> wanted = new TreeSet<>(List.of(ids.strip().split("\\s*,\\s*")));
    List<ServerKind> named = Stream.of(values()).filter(kind -> wanted.remove(kind.id)).toList();
    if (!wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "No such server: "
              + String.join(", ", wanted)
              + ". -Dservers.only takes "
              + Stream.of(values()).map(ServerKind::id).collect(Collectors.joining(", ")));
    }
    return named;
  }

  /** What it is called in the POM. */
  String id() {
    return id;
  }

  /** Its name and version. */
  String title() {
    return (title + ' ' + BuildOutput.version(id)).strip();
  }

  /** Which versions of Java it runs on, as a text. */
  String javas() {
    return "Java " + oldestJava + " to " + newestJava;
  }

  /** The classes of the JCache providers that it brings. */
  List<String> otherProviders() {
    return otherProviders;
  }

  /**
   * Whether it takes applications back, and others then; otherwise it ends with its application.
   */
  boolean undeploys() {
    return this != HELIDON;
  }

  /** Whether it has transactions. */
  boolean hasTransactions() {
    return this != HELIDON;
  }

  /**
   * Whether it keeps the class loaders of applications, be they whose they may: GlassFish those of
   * its listeners for deployments, of the last resources it has validated, and of Jersey in the
   * thread that deploys; TomEE Plume that of the configuration MicroProfile makes for each.
   */
  boolean keepsClassLoaders() {
    return this == GLASSFISH_EMBEDDED || this == GLASSFISH || this == TOMEE_PLUME;
  }

  /** Whether it keeps those of applications that had transactions, without Nearfar, too. */
  boolean keepsLoadersOfTransactions() {
    return this == TOMEE_WEBPROFILE;
  }

  /** The JDK of this build, or else the newest one on this machine, that it runs on. */
  Optional<Jdk> jdk() {
    Jdk current = Jdk.current();
    return runsOn(current)
        ? Optional.of(current)
        : JdkFinder.ofThisMachine()
            .newestAfter(
                Runtime.Version.parse(Integer.toString(oldestJava - 1)),
                jdk -> runsOn(jdk) && jdk.starts());
  }

  private boolean runsOn(Jdk jdk) {
    int feature = jdk.version().feature();
    return feature >= oldestJava && feature <= newestJava;
  }

  AppServer start(Launch launch) throws IOException {
    return starter.start(launch);
  }
}
