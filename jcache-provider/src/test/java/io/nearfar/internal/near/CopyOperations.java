package io.nearfar.internal.near;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;

/**
 * One node's operations on an entry of the far tier, for Lincheck; what other nodes do comes as
 * messages. The entry's value is its version, so that what is older shows. Each operation says
 * whether it kept two promises of the protocol (docs/coherence.md): <i>Monotonic</i>, that nobody
 * is served an older version than one that an operation had returned before this one began, or a
 * message had brought; and, after the run, <i>Coherent</i>: once all messages are in, what is
 * served is what the far tier has.
 */
@Tag("lincheck")
public abstract class CopyOperations {
  private final AtomicLong far = new AtomicLong(1);
  private final AtomicLong seen = new AtomicLong();
  private final CopiesOfOneKey copies;

  /** Up to where messages were heard; the link's. */
  private long heard = 1;

  CopyOperations(CopiesOfOneKey copies) {
    this.copies = copies;
  }

  private boolean saw(long version, long before) {
    seen.accumulateAndGet(version, Math::max);
    return version >= before;
  }

  /** A read that asks the far tier only if there is no copy. */
  @Operation
  public boolean read() {
    long before = seen.get();
    Long copy = copies.get();
    return copy == null ? fetch(before) : saw(copy, before);
  }

  /** A read that asks the far tier in any case. */
  @Operation
  public boolean readThrough() {
    return fetch(seen.get());
  }

  private boolean fetch(long before) {
    Object asked = copies.ask();
    long version = far.get();
    onItsWay();
    copies.learn(asked, version);
    return saw(version, before);
  }

  /** A reply is on its way. */
  void onItsWay() {}

  @Operation
  public boolean write() {
    long before = seen.get();
    Object asked = copies.ask();
    long version = far.incrementAndGet();
    onItsWay();
    copies.learn(asked, version);
    return saw(version, before);
  }

  @Operation
  public void evict() {
    copies.evict();
  }

  /** Another node writes; its message is on its way. */
  @Operation
  public void writeElsewhere() {
    far.incrementAndGet();
  }

  /** The next message arrives, if there is one. */
  @Operation(nonParallelGroup = "link")
  public void hear() {
    if (heard < far.get()) {
      heard++;
      copies.changed(heard);
      seen.accumulateAndGet(heard, Math::max);
    }
  }

  /** A poll finds that the messages up to now were lost. */
  @Operation(nonParallelGroup = "link")
  public void miss() {
    long version = far.get();
    copies.suspect(version);
    heard = version;
    seen.accumulateAndGet(version, Math::max);
  }

  /** A poll is answered by another server, which has lost nothing. */
  void restart() {
    long version = far.get();
    copies.forked(version);
    heard = version;
    seen.accumulateAndGet(version, Math::max);
  }

  /** Once all messages are in. */
  @Validate
  public void coherent() {
    while (heard < far.get()) {
      hear();
    }
    Long copy = copies.get();
    if (copy != null && copy != far.get()) {
      throw new IllegalStateException("The copy is " + copy + " but the entry " + far.get());
    }
  }

  /** The time grows with both numbers; raise them to search for longer. */
  static void modelCheck(Class<?> test, int iterations, int invocations) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2)
        .iterations(iterations)
        .invocationsPerIteration(invocations)
        .check(test);
  }

  /**
   * Searches the interleavings of one scenario, after which there is a read.
   *
   * @param threads the operations of each thread
   * @param invocations how many interleavings at most
   */
  static void modelCheck(Class<?> test, List<List<String>> threads, int invocations) {
    List<List<Actor>> parallel =
        threads.stream()
            .map(names -> names.stream().map(name -> actor(test, name)).toList())
            .toList();
    new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(invocations)
        .minimizeFailedScenario(false)
        .addCustomScenario(
            new ExecutionScenario(
                List.of(), parallel, List.of(actor(test, "read")), actor(test, "coherent")))
        .check(test);
  }

  private static Actor actor(Class<?> test, String name) {
    try {
      return new Actor(test.getMethod(name), List.of());
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
