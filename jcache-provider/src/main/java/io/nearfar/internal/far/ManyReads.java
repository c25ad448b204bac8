package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import io.nearfar.spi.FarStore.Found;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final List<byte[]> keys;

  /** Of each key. */
  private final int[] segments;

  private final List<Group> groups = new ArrayList<>();
  private final TagChecks checks;

  ManyReads(RedisFarStore store, List<byte[]> keys) {
    this.store = store;
    this.keys = keys;
    layout = store.layout();
    checks = new TagChecks(store);
    segments = new int[keys.size()];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = layout.segments().of(keys.get(i));
    }
  }

  /** The entries of the keys, in their order. */
  List<Found> getAll() {
    boolean bySegment = store.client().isCluster();
    @Nullable Group[] open = new @Nullable Group[bySegment ? layout.segments().count() : 1];
    for (int i = 0; i < segments.length; i++) {
      int index = bySegment ? segments[i] : 0;
      Group group = open[index];
      if (group == null || group.size == MAX_KEYS) {
        group = new Group(layout.slot(segments[i]));
        groups.add(group);
        open[index] = group;
      }
      group.add(i);
    }
    Found[] found = new Found[keys.size()];
    List<Group> left = store.readsReplicas() ? readReplicas(found) : groups;
    List<@Nullable Object> replies = store.client().callAll(calls(left), layout.cache());
    for (int i = 0; i < left.size(); i++) {
      left.get(i).read(replies.get(i), found);
    }
    checks.apply(found);
    return Arrays.asList(found);
  }

  private static List<Call> calls(List<Group> groups) {
    List<Call> calls = new ArrayList<>(groups.size());
    for (Group group : groups) {
      calls.add(group.call());
    }
    return calls;
  }

  /**
   * The groups of which a replica did not answer, or answered with something old; or with tags,
   * whose clocks must not be old.
   */
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
    private int[] positions = new int[8];
    private int size;

    /** Where the clock of a segment is in command and reply; 0 = nowhere. */
    private final int[] clocks = new int[layout.segments().count()];

    Group(int slot) {
      this.slot = slot;
    }

    void add(int position) {
      if (size == positions.length) {
        positions = Arrays.copyOf(positions, 2 * size);
      }
      positions[size++] = position;
    }

    Call call() {
      Arrays.fill(clocks, 0);
      Object[] all = new Object[size + Math.min(size, layout.segments().count())];
      int count = size;
      for (int i = 0; i < size; i++) {
        int segment = segments[positions[i]];
        all[i] = layout.entryKey(segment, keys.get(positions[i]));
        if (clocks[segment] == 0) {
          clocks[segment] = count;
          all[count++] = layout.metaKey(segment);
        }
      }
      Object[] parameters = count == all.length ? all : Arrays.copyOf(all, count);
      return new Call(RedisFarStore.MGET, slot, /* isChange= */ false, parameters).toldSplit();
    }

    boolean isCurrent(List<?> reply) {
      for (int segment = 0; segment < clocks.length; segment++) {
        if (clocks[segment] != 0 && !store.isCurrent(segment, clock(segment, reply))) {
          return false;
        }
      }
      for (int i = 0; i < size; i++) {
        byte[] record = (byte[]) reply.get(i);
        if (store.mayHaveMoved(record) || RedisFarStore.needsClocks(record)) {
          return false;
        }
      }
      return true;
    }

    private byte @Nullable [] clock(int segment, List<?> reply) {
      return (byte[]) reply.get(clocks[segment]);
    }

    private List<?> split(Call call) {
      return SplitReads.read(store.client(), call, call.parameters().length - size, layout.cache());
    }

    void read(@Nullable Object whole, Found[] found) {
      List<?> reply = whole == Call.SPLIT ? split(call()) : (List<?>) requireNonNull(whole);
      @Nullable SegmentMeta[] metas = new @Nullable SegmentMeta[clocks.length];
      for (int segment = 0; segment < clocks.length; segment++) {
        metas[segment] = clocks[segment] == 0 ? null : store.meta(segment, clock(segment, reply));
      }
      for (int i = 0; i < size; i++) {
        int position = positions[i];
        int segment = segments[position];
        found[position] = store.found((byte[]) reply.get(i), metas[segment]);
        checks.add(position, segment, found[position], metas[segment]);
      }
    }
  }
}
