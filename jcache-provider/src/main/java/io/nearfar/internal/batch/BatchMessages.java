package io.nearfar.internal.batch;

import java.time.Duration;

/** The texts of this package; ids 0800 to 0819. */
final class BatchMessages {
  private BatchMessages() {}

  static String full(int most) {
    return "NEARFAR-0801: Nothing more was collected. A batch of invalidations has "
        + most
        + " different keys and tags at most, and this one has them. Close it, or use a tag for many"
        + " entries.";
  }

  static String leftOpen(Duration age) {
    return "NEARFAR-0802: Nothing was collected, and what the batch had is dropped. A batch of"
        + " invalidations is open in this thread for more than "
        + age
        + ", so it seems to be left open, and nothing of it would ever have been made. Open batches"
        + " in try-with-resources. The cause tells where it was opened.";
  }

  static String closed() {
    return "NEARFAR-0803: The batch was not used. It is closed. Open another one with"
        + " Invalidations.batch().";
  }

  static String otherThread() {
    return "NEARFAR-0804: The batch was not closed. It belongs to the thread that has opened it."
        + " Close it there.";
  }

  static String foreignMark() {
    return "NEARFAR-0805: The batch was not taken back. The mark is of another batch, or of what was"
        + " dropped already. Use marks of this batch, the last one first.";
  }

  static String notMade() {
    return "NEARFAR-0806: After the commit of a transaction not all invalidations were made. What"
        + " they are about is held for a while yet, and nothing of it that is stored meanwhile is"
        + " served. The cause tells why.";
  }

  static String notReleased() {
    return "NEARFAR-0807: After the rollback of a transaction not everything was released that its"
        + " batch of invalidations had held. That ends by itself. The cause tells why.";
  }
}
