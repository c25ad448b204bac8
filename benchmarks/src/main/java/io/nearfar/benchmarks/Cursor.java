package io.nearfar.benchmarks;

import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where a thread is in the key sequence; each starts somewhere else. */
@State(Scope.Thread)
public class Cursor {
  private int index = ThreadLocalRandom.current().nextInt();

  /** At a random place. */
  public Cursor() {}

  /**
   * Steps on.
   *
   * @return the next position, to be masked
   */
  public int next() {
    return index++;
  }
}
