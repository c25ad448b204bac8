package io.nearfar.tck.nodes;

import io.nearfar.testing.RespClient;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operation begin when every node has heard of all changes that were made before. Without
 * it near copies would be stale for as long as an announcement travels, which the TCK does not know
 * of.
 *
 * <p>The versions of {@code linkStatistics()} don't tell: they are the newest over all segments,
 * and the segments of a new cache have clocks that are not comparable for a minute. So a message
 * that is no announcement is sent over the cache's channel, on which it comes after all that was
 * announced before, and each node counts it when it has heeded those. Caches without near copies
 * have no link and don't wait. Thread-safe.
 */
final class Fence implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofNanos(20_000);

  private final List<? extends Cache<?, ?>> caches;

  /** Null until it is needed. Guarded by this, as the other one. */
  private @Nullable RespClient server;

  private String channel = "";

  Fence(List<? extends Cache<?, ?>> caches) {
    this.caches = caches;
  }

  /**
   * Waits until the nodes have heard everything.
   *
   * @throws AssertionError if one of them does not in time
   */
  synchronized void pass() {
    List<NodeLink> before = await("are not linked", NodeLink::linked);
    if (before.isEmpty()) {
      return;
    }
    RespClient connection = connection();
    Object receivers = connection.command("PUBLISH", channel, "fence");
    if (!Long.valueOf(caches.size()).equals(receivers)) {
      throw new AssertionError("Not every node listens at " + channel + ": " + receivers);
    }
    for (int node = 0; node < before.size(); node++) {
      long counted = before.get(node).unreadable();
      await(caches.subList(node, node + 1), "are deaf", link -> link.unreadable() > counted);
    }
  }

  private List<NodeLink> await(String otherwise, Predicate<NodeLink> condition) {
    return await(caches, otherwise, condition);
  }

  /** Waits until a condition holds for all; returns what they say then; nothing without links. */
  private static List<NodeLink> await(
      List<? extends Cache<?, ?>> caches, String otherwise, Predicate<NodeLink> condition) {
    long begin = System.nanoTime();
    while (true) {
      List<NodeLink> links = caches.stream().map(NodeLink::of).flatMap(Optional::stream).toList();
      if (links.size() < caches.size()) {
        return List.of();
      }
      if (links.stream().allMatch(condition)) {
        return links;
      }
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new AssertionError("After " + PATIENCE + " nodes " + otherwise + ": " + links);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private RespClient connection() {
    RespClient known = server;
    if (known != null) {
      return known;
    }
    URI url = URI.create(System.getProperty("nearfar.far.url", ""));
    RespClient made = new RespClient(url.getHost(), url.getPort());
    server = made;
    channel = channel(made);
    return made;
  }

  /** The one that has the name of manager and cache. */
  private String channel(RespClient connection) {
    Cache<?, ?> cache = caches.get(0);
    URI manager = cache.getCacheManager().getURI();
    String end = manager.getSchemeSpecificPart() + "/" + cache.getName() + "}";
    List<String> found =
        ((List<?>) connection.command("PUBSUB", "CHANNELS"))
            .stream()
                .map(String::valueOf)
                .filter(name -> URLDecoder.decode(name, StandardCharsets.UTF_8).endsWith(end))
                .toList();
    if (found.size() != 1) {
      throw new AssertionError("The channel of " + cache + " is one of " + found);
    }
    return found.get(0);
  }

  @Override
  public synchronized void close() {
    RespClient made = server;
    if (made != null) {
      server = null;
      made.close();
    }
  }
}
