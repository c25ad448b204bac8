package io.nearfar.internal.far;

/**
 * The texts of this package; ids 0400 to 0499. They name caches and servers, never keys, values or
 * passwords.
 */
final class FarMessages {
  private FarMessages() {}

  /** The subject is a cache, or the servers while there is none. */
  private static String failed(String id, String subject) {
    return id + ": " + subject + ": the operation failed. ";
  }

  static String timeout(String subject) {
    return failed("NEARFAR-0401", subject)
        + "The server did not answer in time: it is stopped, overloaded, or cut off. Look at the"
        + " server and at the network; if both are well, set a longer nearfar.far.timeout.";
  }

  static String interrupted(String subject) {
    return failed("NEARFAR-0402", subject)
        + "The thread was interrupted while it waited for the server. If that was not intended,"
        + " find out who interrupts it.";
  }

  static String unreachable(String subject) {
    return failed("NEARFAR-0403", subject)
        + "No connection to the server could be made. Check that it runs, and that"
        + " nearfar.far.url and the firewalls let this host reach it; the port of an address with"
        + " rediss:// must be one for TLS.";
  }

  static String cut(String subject) {
    return failed("NEARFAR-0404", subject)
        + "The connection was cut before the reply came. The client connects anew by itself; if it"
        + " happens often, look at the log of the server and at the network.";
  }

  static String login(String subject) {
    return failed("NEARFAR-0405", subject)
        + "The server refused the login. Correct nearfar.far.username and nearfar.far.password,"
        + " and with sentinels nearfar.far.sentinel-username and nearfar.far.sentinel-password.";
  }

  static String notPermitted(String subject) {
    return failed("NEARFAR-0406", subject)
        + "The server's access control list does not permit it to this user; ACL LOG on the server"
        + " shows what. Permit it: section 'Access control' of the configuration guide has the whole"
        + " line, with keys ~nf:* and channels &nf:*.";
  }

  static String outOfMemory(String subject) {
    return failed("NEARFAR-0407", subject)
        + "The server has used up its memory and evicts nothing. Give it more memory, or let it"
        + " evict: maxmemory-policy volatile-lru.";
  }

  static String readOnly(String subject) {
    return failed("NEARFAR-0408", subject)
        + "The server is a replica and takes no changes. If a failover is under way, wait for it;"
        + " else let nearfar.far.url name the master, or set nearfar.far.mode.";
  }

  static String notReady(String subject) {
    return failed("NEARFAR-0409", subject)
        + "The server is busy with itself: it loads its data, runs a long script, waits for its"
        + " master, or lacks replicas. Wait until it is done; its log tells.";
  }

  static String clusterDown(String subject) {
    return failed("NEARFAR-0410", subject)
        + "No node of the cluster serves the slot of the key. Look at CLUSTER INFO and at the nodes"
        + " that failed.";
  }

  static String redirected(String subject) {
    return failed("NEARFAR-0411", subject)
        + "The nodes of the cluster send the client in circles. Wait until the slots have been"
        + " moved; if it lasts, compare CLUSTER NODES of all nodes.";
  }

  static String refused(String subject, String reply) {
    return failed("NEARFAR-0412", subject)
        + "The server answered with an error: "
        + reply
        + ". Look at its log; it must be Redis 6.2 or newer, or Valkey, without renamed commands.";
  }

  static String closed(String subject) {
    return failed("NEARFAR-0413", subject)
        + "The client was closed. Do not use a cache after its manager was closed.";
  }

  static String unexpected(String subject) {
    return failed("NEARFAR-0414", subject)
        + "The client failed in a way that it does not know. See the cause, and report it.";
  }

  static String tooLarge(String cache, String size, String limit) {
    return "NEARFAR-0415: Cache '"
        + cache
        + "': a value was not stored. It has "
        + size
        + " bytes, the most allowed are "
        + limit
        + ". Store smaller values, or set a larger nearfar.far.max-value-bytes.";
  }

  static String descriptor(String cache, String field, String theirs, String ours) {
    return "NEARFAR-0416: Cache '"
        + cache
        + "': the far tier was not opened. Its "
        + field
        + " there is '"
        + theirs
        + "', here it is '"
        + ours
        + "'. Configure all nodes alike, or give this application another nearfar.far.namespace.";
  }

  static String oldServer(String servers, String version) {
    return "NEARFAR-0417: Far tier '"
        + servers
        + "': not connected. The server is version "
        + version
        + ", the oldest that can be used is 6.2. Update it to Redis 6.2 or newer, or to Valkey.";
  }

  static String noStruct(String servers) {
    return "NEARFAR-0418: Far tier '"
        + servers
        + "': not connected. The scripts of the server have no library 'struct'. Use Redis 6.2 or"
        + " newer, or Valkey, and no proxy or replacement that lacks it.";
  }

  static String sweepFailed(String cache) {
    return "NEARFAR-0419: Cache '"
        + cache
        + "': dead entries were not freed. The server failed while they were looked for; they can't"
        + " be read any more, but use memory. Clear the cache once more when the server is well,"
        + " or let the server evict.";
  }

  static String noMaster(String subject) {
    return failed("NEARFAR-0421", subject)
        + "The sentinels watch no master of this name. Set nearfar.far.master-name to the name that"
        + " 'SENTINEL MASTERS' shows.";
  }

  static String encryption(String subject) {
    return failed("NEARFAR-0422", subject)
        + "No encrypted connection could be made; the cause tells why. Check that the port is the"
        + " one for TLS, that nearfar.far.tls.trust-store has the authority of the server's"
        + " certificate, that the certificate names the host, and that the passwords of the stores"
        + " are right.";
  }

  static String turnedAway(String subject) {
    return failed("NEARFAR-0423", subject)
        + "The server closed the connection without an answer. Check that it is a Redis server, and"
        + " look at its log; if its port is one for TLS, let nearfar.far.url begin with rediss://.";
  }

  static String timerThread() {
    return "NEARFAR-0420: The timer of the Redis driver runs on a thread that is no daemon. The JVM"
        + " does not let this library change it. Close all cache managers before the application"
        + " ends, or the JVM does not end by itself.";
  }

  static String notListening(String cache) {
    return "NEARFAR-0425: Cache '"
        + cache
        + "': the changes of other nodes are not heard of. The server's access control list does"
        + " not permit this user to subscribe; ACL LOG on the server shows what. Permit +subscribe"
        + " and the channels &nf:*: section 'Access control' of the configuration guide has the"
        + " whole line. It is tried again every half minute.";
  }

  static String subscriberFailed(String cache) {
    return "NEARFAR-0426: Cache '"
        + cache
        + "': the change of another node was not followed. The near tier failed in a way that it"
        + " does not know; what it holds is checked anew. See the cause, and report it.";
  }

  static String moving(String subject) {
    return failed("NEARFAR-0424", subject)
        + "The slot of the key is being moved to another node of the cluster, and was not moved in"
        + " time. Try again; if it lasts, finish or cancel the move, or set a longer"
        + " nearfar.far.timeout.";
  }
}
