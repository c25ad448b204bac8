package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import io.nearfar.spi.FarException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;

/**
 * What the server says that a cache is like. The first node that opens the cache writes it, and
 * whoever comes later has to agree; only of the segments there may be as many as it says.
 */
final class Descriptor {
  private static final RedisCommand<Object> HGET = new RedisCommand<>("HGET");

  /** The field that says how many segments there are. */
  private static final String SEGMENTS = "segments";

  private Descriptor() {}

  /**
   * Says what the cache is like, unless another node has said so before.
   *
   * @param layout where the cache is; its segments are those it has if no node has said so
   * @return the segments that it has
   * @throws FarException if other nodes use it with other settings, or there was no answer
   */
  static Segments describe(FarClient client, CacheLayout layout, StoreSettings settings) {
    String[][] fields = {
      {"format", "1"},
      {SEGMENTS, Integer.toString(layout.segments().count())},
      {"codec", settings.codec()},
      {"policy", settings.policy()}
    };
    List<Object> parameters = new ArrayList<>();
    parameters.add(1);
    parameters.add(layout.descriptor());
    parameters.add(layout.channel());
    parameters.add(MessageFormat.forNobody());
    for (String[] field : fields) {
      parameters.add(field[0]);
      parameters.add(field[1]);
    }
    // Idempotent: not a change that matters twice.
    Call call =
        Call.of(
            Script.DESCRIBE, layout.descriptorSlot(), /* isChange= */ false, parameters.toArray());
    List<?> there = (List<?>) requireNonNull(client.call(call, layout.cache()));
    Segments segments = layout.segments();
    for (int i = 0; i < fields.length; i++) {
      String field = fields[i][0];
      String theirs = text(requireNonNull(there.get(i)));
      if (field.equals(SEGMENTS)) {
        segments = segments(layout, theirs);
      } else if (!theirs.equals(fields[i][1])) {
        throw differs(layout, field, theirs, fields[i][1]);
      }
    }
    return segments;
  }

  /**
   * The segments of a cache, whatever else it is like.
   *
   * @param layout where the cache is
   * @return null if nobody has said how many they are
   * @throws FarException if they can't be used here, or there was no answer
   */
  static @Nullable Segments segments(FarClient client, CacheLayout layout) {
    Call call =
        new Call(
            HGET, layout.descriptorSlot(), /* isChange= */ false, layout.descriptor(), SEGMENTS);
    Object reply = client.call(call, layout.cache());
    return reply == null ? null : segments(layout, text(reply));
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }

  private static Segments segments(CacheLayout layout, String count) {
    try {
      return new Segments(Integer.parseInt(count));
    } catch (IllegalArgumentException e) {
      throw differs(layout, SEGMENTS, count, "a power of two up to 64");
    }
  }

  private static FarException differs(
      CacheLayout layout, String field, String theirs, String ours) {
    return new FarException(
        FarMessages.descriptor(layout.cache(), field, theirs, ours),
        new IllegalStateException("The nodes differ"),
        /* outcomeUnknown= */ false);
  }
}
