package io.nearfar.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.FarException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down is read again, be it incomplete. */
class RecorderTest {
  private static final int NODE = 4;
  private static final Request PUT = Request.of(Kind.PUT, 1, 77);

  @TempDir Path directory;

  private Path file = Path.of("");
  private final List<RuntimeException> errors = new ArrayList<>();

  @BeforeEach
  void setUp() {
    file = HistoryReader.file(directory, NODE, 0);
  }

  private List<Operation> record(List<Request> requests, Recorder.Action action) throws Exception {
    try (Recorder recorder = new Recorder(file, errors::add)) {
      recorder.perform(requests, action);
    }
    return read();
  }

  private List<Operation> read() {
    return HistoryReader.read(directory, Map.of(NODE, 123L)).operations();
  }

  private static Recorder.Action failing(boolean outcomeUnknown) {
    return () -> {
      throw new CacheException(new FarException("text", new Exception(), outcomeUnknown));
    };
  }

  @Test
  void read_timesAndResult() throws Exception {
    long before = System.nanoTime();
    List<Operation> all = record(List.of(Request.of(Kind.GET, 1)), () -> new long[] {77});
    assertThat(all).hasSize(1);
    Operation read = all.get(0);
    assertThat(read)
        .isEqualTo(
            new Operation(
                NODE, Request.of(Kind.GET, 1), read.start(), read.end(), Outcome.DONE, 77));
    assertThat(read.start()).isBetween(before, read.end());
    assertThat(read.end()).isBetween(read.start(), System.nanoTime());
  }

  @Test
  void change_several_eachWithItsResult() throws Exception {
    Request other = new Request(Kind.REPLACE_EXPECTED, 2, 78, 70);
    List<Operation> all = record(List.of(PUT, other), () -> new long[] {0, 1});
    assertThat(all).extracting(Operation::request).containsExactly(PUT, other);
    assertThat(all).extracting(Operation::result).containsExactly(0L, 1L);
  }

  @Test
  void change_refused() throws Exception {
    assertThat(record(List.of(PUT), failing(false)))
        .extracting(Operation::outcome)
        .containsExactly(Outcome.FAILED);
  }

  @Test
  void change_severalRefused_someMayBeMade() throws Exception {
    assertThat(record(List.of(PUT, PUT), failing(false)))
        .extracting(Operation::outcome)
        .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
  }

  @Test
  void change_timeout_unknown() throws Exception {
    assertThat(record(List.of(PUT), failing(true)))
        .extracting(Operation::outcome)
        .containsExactly(Outcome.UNKNOWN);
    assertThat(errors).isEmpty();
  }

  @Test
  void change_anotherFailure_isTold() throws Exception {
    RuntimeException failure = new IllegalStateException();
    List<Operation> all =
        record(
            List.of(PUT),
            () -> {
              throw failure;
            });
    assertThat(all).extracting(Operation::outcome).containsExactly(Outcome.ERROR);
    assertThat(errors).containsExactly(failure);
  }

  @Test
  void killed_inTheMiddleOfAChange_unknownUntilTheDeath() throws Exception {
    List<Operation> all = record(List.of(PUT), () -> new long[1]);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf('<') + 9));
    assertThat(read())
        .containsExactly(
            new Operation(NODE, PUT, all.get(0).start(), 123, Outcome.UNKNOWN, Request.NONE));
  }
}
