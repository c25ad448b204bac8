package io.nearfar.internal.far;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;

/**
 * Reads entries and clocks while their slot moves from node to node. The keys move one by one, and
 * no node reads several of them in one step unless it has them all; an entry that is absent is on
 * none, so that could last as long as the move.
 *
 * <p>So each key is read by itself, where it is at that moment; a key moves in one step, so it is
 * never nowhere. This is not atomic, and right nevertheless, because <em>the clock is read
 * first</em> and clocks only grow:
 *
 * <ul>
 *   <li>An entry that is newer than the last clear of that clock, and there when it is read later,
 *       was alive when the clock was read, or when it was written after that: a value that the
 *       caller may see. A clear in between is the later operation.
 *   <li>An entry that was cleared by that clock is dead for ever. One that is not there is not
 *       there at the time of its own reading.
 *   <li>All changes up to the version of that clock were made before it was read, so the entry has
 *       them: the version is a true, if cautious, <em>as of</em>. It would be false if the clock
 *       were read last.
 * </ul>
 */
final class SplitReads {
  private static final RedisCommand<Object> GET = new RedisCommand<>("GET");

  private SplitReads() {}

  /**
   * Does what a command with many keys could not do. Each of the two steps takes a timeout at most.
   *
   * @param client sends it
   * @param many the command: keys of entries, followed by keys of clocks
   * @param clocks how many clocks
   * @param cache the cache's name, for messages
   * @return the reply of the command
   */
  static List<@Nullable Object> read(FarClient client, Call many, int clocks, String cache) {
    List<Object> keys = Arrays.asList(many.parameters());
    int entries = keys.size() - clocks;
    List<@Nullable Object> times = values(client, many, keys.subList(entries, keys.size()), cache);
    List<@Nullable Object> all =
        new ArrayList<>(values(client, many, keys.subList(0, entries), cache));
    all.addAll(times);
    return all;
  }

  private static List<@Nullable Object> values(
      FarClient client, Call many, List<Object> keys, String cache) {
    List<Call> calls = new ArrayList<>(keys.size());
    for (Object key : keys) {
      calls.add(new Call(GET, many.slot(), /* isChange= */ false, key));
    }
    return client.callAll(calls, cache);
  }
}
