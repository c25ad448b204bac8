package io.nearfar.management;

import java.util.Map;

/**
 * One cache manager as a JMX console sees it: {@code
 * io.nearfar:type=CacheManager,CacheManager=<URI>}. There while the management of one of its caches
 * is enabled (setting {@code management}).
 *
 * <p>Thread-safe. Attributes do not block. No secret is ever shown.
 */
@Description("A cache manager of Nearfar: its caches, servers and settings.")
public interface NearfarManagerMXBean {

  /** The manager's URI. */
  @Description("The manager's URI.")
  String getUri();

  /** The release of Nearfar; {@code unknown} if it does not run from its jar. */
  @Description("The release of Nearfar.")
  String getVersion();

  /** Where the configuration file was found; empty if there is none. */
  @Description("Where the configuration file was found; empty if there is none.")
  String getConfigurationFile();

  /** The chosen profiles, the weakest first. */
  @Description("The profiles that were chosen, the weakest first.")
  String[] getProfiles();

  /** The names of the open caches, in their order. */
  @Description("The open caches.")
  String[] getCacheNames();

  /** The topologies of the open caches, by name. */
  @Description("The topology of each open cache.")
  Map<String, String> getTopologies();

  /** The addresses of the far tier's servers, as configured; empty if there is no far tier. */
  @Description("The addresses of the far tier's servers, as configured; empty without a far tier.")
  String[] getFarServers();

  /** How many managers of this process share those connections; 0 without any. */
  @Description(
      "How many managers of this JVM share the client of these servers; 0 before the first far cache.")
  int getFarClientUsers();

  /**
   * What sets this application's data apart on the servers; empty without a far tier, and, if it is
   * not configured, as long as no far cache was opened.
   */
  @Description(
      "What sets this application's data apart from others' on the same servers; empty, if it is not"
          + " configured, until a far cache is opened.")
  String getNamespace();

  /** The codec that the far tier's entries are written with; empty without a far tier. */
  @Description("The codec of the far tier's entries.")
  String getCodec();

  /** The far tier's effective settings, by their paths in the file; secrets are hidden. */
  @Description("The far tier's effective settings, by their paths in the configuration file.")
  Map<String, String> getFarSettings();

  /**
   * Invalidates all entries that carry a tag, in all open caches. Blocks for the far tier.
   *
   * @param tag the tag; {@code table:} and {@code event:} with a name stand for these
   */
  @Description(
      "Invalidates all entries that carry a tag, in all open caches, also those that JMX does not show.")
  void invalidateTag(String tag);

  /** Invalidates all entries of all open caches, on all nodes. Blocks for the far tier. */
  @Description(
      "Invalidates all entries of all open caches, also those that JMX does not show, on all nodes.")
  void clearAll();
}
