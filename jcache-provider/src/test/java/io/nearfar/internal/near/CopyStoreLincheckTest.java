package io.nearfar.internal.near;

import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The install rule under concurrency: reads, writes, messages and evictions in one node keep what
 * {@link CopyOperations} promises; also if a fork comes in between.
 */
@Tag("lincheck")
public class CopyStoreLincheckTest {

  /** Without forks. */
  public static final class Copies extends CopyOperations {
    public Copies() {
      super(CopiesOfOneKey.real());
    }
  }

  /** With forks. */
  public static final class ForkedCopies extends CopyOperations {
    public ForkedCopies() {
      super(CopiesOfOneKey.real());
    }

    @Override
    @Operation(nonParallelGroup = "link")
    public void restart() {
      super.restart();
    }
  }

  @Test
  void modelChecking() {
    CopyOperations.modelCheck(Copies.class, 20, 300);
  }

  @Test
  void modelChecking_withForks() {
    CopyOperations.modelCheck(ForkedCopies.class, 20, 300);
  }
}
