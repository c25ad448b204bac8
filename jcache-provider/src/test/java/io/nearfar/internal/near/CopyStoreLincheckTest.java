package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import java.util.List;
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

  /** Whose changes are invalidations of one of the entry's tags. */
  public static final class TaggedCopies extends CopyOperations {
    public TaggedCopies() {
      super(CopiesOfOneKey.real(Tags.of(List.of("one", "other"))));
    }
  }

  @Test
  void modelChecking_withTags() {
    CopyOperations.modelCheck(TaggedCopies.class, 20, 300);
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
