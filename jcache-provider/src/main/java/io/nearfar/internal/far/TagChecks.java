package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which entries that were read are dead because one of their tags was invalidated. What
 * the clocks look like is told in {@code tags.lua}.
 *
 * <p>The clocks are read <em>after</em> the entries, and only grow. So an entry whose tags were not
 * invalidated since it was stored, by clocks that are read later, was alive when it was read. One
 * whose tags were invalidated in between is taken for dead, which it is now. The floor must be the
 * one that was read with the entry: otherwise the clocks may have been lost meanwhile.
 *
 * <p>Not thread-safe.
 */
final class TagChecks {
  /** Of one command. */
  private static final int MOST_TAGS = 1000;

  private final RedisFarStore store;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Integer, Group> open = new HashMap<>();

  TagChecks(RedisFarStore store) {
    this.store = store;
  }

  /**
   * Takes what was read; only what has tags needs to be looked at.
   *
   * @param position where it is
   * @param segment its segment
   * @param found what it is
   * @param meta the clock of the segment that was read before it or with it
   */
  void add(int position, int segment, Found found, @Nullable SegmentMeta meta) {
    Entry entry = found.entry();
    if (entry == null || meta == null || entry.tags().isEmpty()) {
      return;
    }
    store.noteTags();
    Group group = open.get(segment);
    if (group == null || group.tags.size() > MOST_TAGS) {
      group = new Group(segment);
      groups.add(group);
      open.put(segment, group);
    }
    group.add(new Member(position, entry, meta.floor()));
  }

  /** Asks for the clocks, if need be, and puts nothing in the place of what is dead. */
  void apply(Found[] found) {
    if (groups.isEmpty()) {
      return;
    }
    List<Call> calls = new ArrayList<>(groups.size());
    for (Group group : groups) {
      calls.add(group.call());
    }
    List<@Nullable Object> replies = store.client().callAll(calls, store.layout().cache());
    for (int i = 0; i < replies.size(); i++) {
      groups.get(i).apply((List<?>) requireNonNull(replies.get(i)), found);
    }
  }

  /** An entry, and the floor of its segment when it was read. */
  private record Member(int position, Entry entry, long floor) {}

  /** Entries of one segment. */
  private final class Group {
    private final int segment;
    private final List<Member> members = new ArrayList<>();

    /** With their places in the reply. */
    private final Map<String, Integer> tags = new HashMap<>();

    private final List<Object> parameters = new ArrayList<>();

    Group(int segment) {
      this.segment = segment;
      parameters.add(1);
      parameters.add(store.layout().tagsKey(segment));
    }

    void add(Member member) {
      members.add(member);
      for (String tag : member.entry().tags().names()) {
        if (tags.putIfAbsent(tag, tags.size() + 1) == null) {
          parameters.add(TagClock.name(tag));
        }
      }
    }

    Call call() {
      return Call.of(
          Script.CLOCKS, store.layout().slot(segment), /* isChange= */ false, parameters.toArray());
    }

    void apply(List<?> reply, Found[] found) {
      long floor = reply.isEmpty() ? 0 : TagClock.floor((byte[]) reply.get(0));
      for (Member member : members) {
        if (floor == 0 || floor != member.floor() || !isAlive(member.entry(), floor, reply)) {
          Found dead = found[member.position()];
          found[member.position()] = new Found(null, dead.asOf());
        }
      }
    }

    private boolean isAlive(Entry entry, long floor, List<?> reply) {
      if (entry.version() <= floor) {
        return false;
      }
      for (String tag : entry.tags().names()) {
        int place = requireNonNull(tags.get(tag));
        if (TagClock.invalidUpTo((byte[]) reply.get(place)) >= entry.version()) {
          return false;
        }
      }
      return true;
    }
  }
}
