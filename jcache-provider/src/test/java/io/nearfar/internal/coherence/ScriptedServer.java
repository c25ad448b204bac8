package io.nearfar.internal.coherence;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.spi.Invalidation;
import io.nearfar.spi.InvalidationChannel;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A far tier as a link sees it: its clocks and its channel, which say what they are told to. */
final class ScriptedServer implements InvalidationChannel {
  static final long ORIGIN = 7;

  private final int segments;
  private final Queue<CompletableFuture<List<@Nullable Clock>>> polls = new ArrayDeque<>();
  private @Nullable Subscriber subscriber;
  private @Nullable RuntimeException refusal;
  private int renewals;
  private boolean closed;

  ScriptedServer(int segments) {
    this.segments = segments;
  }

  /** The store, of which links use only what is scripted. */
  FarStore store() {
    return (FarStore)
        Proxy.newProxyInstance(
            FarStore.class.getClassLoader(),
            new Class<?>[] {FarStore.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "clocks" -> clocks();
                  case "segments" -> segments;
                  case "origin" -> ORIGIN;
                  default -> throw new AssertionError(method);
                });
  }

  private CompletableFuture<List<@Nullable Clock>> clocks() {
    if (refusal != null) {
      throw refusal;
    }
    CompletableFuture<List<@Nullable Clock>> poll = new CompletableFuture<>();
    polls.add(poll);
    return poll;
  }

  /** Lets the next polls fail at once, or no more. */
  void refuses(@Nullable RuntimeException failure) {
    refusal = failure;
  }

  /** How many polls wait for their answer. */
  int asked() {
    return polls.size();
  }

  /** Answers the poll that waits for the longest time. */
  void answers(@Nullable Clock... clocks) {
    polls.remove().complete(Arrays.asList(clocks));
  }

  /** As {@link #answers}, against the port's promise. */
  void fails() {
    polls.remove().completeExceptionally(new IllegalStateException("told to"));
  }

  Subscriber subscriber() {
    return Objects.requireNonNull(subscriber, "nobody listens");
  }

  /** Another node has changed an entry. */
  void announces(int segment, long previous, long version, String key) {
    announces(segment, previous, version, ORIGIN + 1, key);
  }

  void announces(int segment, long previous, long version, long origin, String key) {
    subscriber()
        .received(
            new Invalidation(
                segment,
                previous,
                version,
                origin,
                new Invalidation.Key(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), true)));
  }

  void announcesClear(int segment, long previous, long version) {
    subscriber()
        .received(
            new Invalidation(
                segment, previous, version, ORIGIN + 1, new Invalidation.Everything()));
  }

  @Override
  public void subscribe(Subscriber listener) {
    subscriber = listener;
  }

  @Override
  public void renew() {
    renewals++;
  }

  int renewals() {
    return renewals;
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }
}
