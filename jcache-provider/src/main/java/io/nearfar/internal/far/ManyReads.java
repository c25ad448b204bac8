package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import io.nearfar.spi.FarStore.Found;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads many entries. A command with many keys costs the server and the client much less than many
 * commands; in a cluster its keys must be of one slot, and so of one segment.
 */
final class ManyReads {
  private static final int MAX_KEYS = 500;

  private final RedisFarStore store;
  private final CacheLayout layout;
  private final List<Group> groups = new ArrayList<>();

  ManyReads(RedisFarStore store) {
    this.store = store;
    layout = store.layout();
  }

  /** The entries of keys, in their order. */
  List<Found> getAll(List<byte[]> keys) {
    boolean bySegment = store.client().isCluster();
    @Nullable Group[] open = new @Nullable Group[bySegment ? Segments.COUNT : 1];
    for (int i = 0; i < keys.size(); i++) {
      int segment = Segments.of(keys.get(i));
      int index = bySegment ? segment : 0;
      Group group = open[index];
      if (group == null || group.size == MAX_KEYS) {
        group = new Group(layout.slot(segment));
        groups.add(group);
        open[index] = group;
      }
      group.add(i, segment, layout.entryKey(segment, keys.get(i)));
    }
    Found[] found = new Found[keys.size()];
    List<Group> left = store.readsReplicas() ? readReplicas(found) : groups;
    List<@Nullable Object> replies = store.client().callAll(calls(left), layout.cache());
    for (int i = 0; i < left.size(); i++) {
      left.get(i).read(replies.get(i), found);
    }
    return List.of(found);
  }

  private static List<Call> calls(List<Group> groups) {
    List<Call> calls = new ArrayList<>(groups.size());
    for (Group group : groups) {
      calls.add(group.call());
    }
    return calls;
  }

  /** The groups of which a replica did not answer, or answered with something old. */
  private List<Group> readReplicas(Found[] found) {
    List<@Nullable Object> replies = store.client().askReplicas(calls(groups), layout.cache());
    List<Group> left = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      if (replies.get(i) instanceof List<?> reply && group.isCurrent(reply)) {
        group.read(reply, found);
      } else {
        left.add(group);
      }
    }
    return left;
  }

  /** The keys of one command, followed by the clocks of their segments. */
  private final class Group {
    private final int slot;
    private final List<Object> entryKeys = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
    private final List<Integer> segments = new ArrayList<>();
    private final int[] metaIndex = new int[Segments.COUNT];
    private final List<byte[]> metaKeys = new ArrayList<>();
    private int size;

    Group(int slot) {
      this.slot = slot;
    }

    void add(int position, int segment, byte[] entryKey) {
      entryKeys.add(entryKey);
      positions.add(position);
      segments.add(segment);
      if (metaIndex[segment] == 0) {
        metaKeys.add(layout.metaKey(segment));
        metaIndex[segment] = metaKeys.size();
      }
      size++;
    }

    Call call() {
      List<Object> all = new ArrayList<>(entryKeys);
      all.addAll(metaKeys);
      return new Call(RedisFarStore.MGET, slot, /* isChange= */ false, all.toArray()).toldSplit();
    }

    boolean isCurrent(List<?> reply) {
      for (int segment : segments) {
        if (!store.isCurrent(segment, meta(segment, reply))) {
          return false;
        }
      }
      for (int i = 0; i < size; i++) {
        if (store.mayHaveMoved((byte[]) reply.get(i))) {
          return false;
        }
      }
      return true;
    }

    private byte @Nullable [] meta(int segment, List<?> reply) {
      return (byte[]) reply.get(size + metaIndex[segment] - 1);
    }

    void read(@Nullable Object whole, Found[] found) {
      List<?> reply =
          whole == Call.SPLIT
              ? SplitReads.read(store.client(), call(), metaKeys.size(), layout.cache())
              : (List<?>) requireNonNull(whole);
      for (int i = 0; i < size; i++) {
        int segment = segments.get(i);
        found[positions.get(i)] = store.found(segment, (byte[]) reply.get(i), meta(segment, reply));
      }
    }
  }
}
