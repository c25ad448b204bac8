package io.nearfar.tck;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the tests run against: a topology of caches, its servers, the number of nodes. */
enum Setup {
  /** No server. */
  NEAR("near", "none", /* nodes= */ 1, /* everywhere= */ true),
  /** One server. */
  FAR("far", "standalone", /* nodes= */ 1, /* everywhere= */ true),
  /** A cluster of three masters. */
  FAR_CLUSTER("far", "cluster", /* nodes= */ 1, /* everywhere= */ false),
  /** One server and two nodes; each operation goes to either of them by chance. */
  FAR_NODES("far", "standalone", /* nodes= */ 2, /* everywhere= */ false),
  /** Near copies in front of one server. */
  NEAR_FAR("near-far", "standalone", /* nodes= */ 1, /* everywhere= */ true),
  /** Near copies in front of a cluster. */
  NEAR_FAR_CLUSTER("near-far", "cluster", /* nodes= */ 1, /* everywhere= */ false),
  /** Two nodes with near copies; a read follows when both have heard of what was changed. */
  NEAR_FAR_NODES("near-far", "standalone", /* nodes= */ 2, /* everywhere= */ false);

  private final String topology;
  private final String servers;
  private final int nodes;
  private final boolean everywhere;

  Setup(String topology, String servers, int nodes, boolean everywhere) {
    this.topology = topology;
    this.servers = servers;
    this.nodes = nodes;
    this.everywhere = everywhere;
  }

  /** The name in run ids, tables and on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value of {@code nearfar.defaults.topology}. */
  String topology() {
    return topology;
  }

  /** The value of {@code nearfar.tck.servers}. */
  String servers() {
    return servers;
  }

  /** How many nodes share the work. */
  int nodes() {
    return nodes;
  }

  /** Whether it is run on each JDK and in each order also if nobody asks for it. */
  boolean everywhere() {
    return everywhere;
  }

  /**
   * The inverse of {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none with this id
   */
  static Setup parse(String id) {
    return Arrays.stream(values())
        .filter(setup -> setup.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + id
                        + "' is none of the setups "
                        + Arrays.stream(values()).map(Setup::id).collect(Collectors.joining(", "))
                        + "; see tck-runner/README.md"));
  }

  /**
   * Those that are named.
   *
   * @param ids separated by commas
   */
  static List<Setup> parseAll(String ids) {
    return Arrays.stream(ids.split(",", -1)).map(String::trim).map(Setup::parse).toList();
  }
}
