package io.nearfar.internal.coherence;

import io.nearfar.spi.Tags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers what it was told. */
final class RecordingKeeper implements CopyKeeper {
  private final List<String> told = new ArrayList<>();
  private final Map<Integer, Long> highWater = new HashMap<>();

  /** What it was told since this was asked for the last time. */
  List<String> told() {
    List<String> all = List.copyOf(told);
    told.clear();
    return all;
  }

  /** A reply has shown a version. */
  void saw(int segment, long version) {
    highWater.put(segment, version);
  }

  @Override
  public boolean changed(int segment, byte[] key, long version) {
    String name = new String(key, StandardCharsets.UTF_8);
    told.add("changed " + segment + " " + name + " " + version);
    return name.equals("copied");
  }

  @Override
  public void cleared(int segment, long version) {
    told.add("cleared " + segment + " " + version);
  }

  @Override
  public void tagged(int segment, Tags tags, long version) {
    told.add("tagged " + segment + " " + tags.names() + " " + version);
  }

  @Override
  public void suspect(int segment, long version) {
    told.add("suspect " + segment + " " + version);
  }

  @Override
  public void forked(int segment, long version) {
    told.add("forked " + segment + " " + version);
  }

  @Override
  public void confirmed(int segment, long askedNanos, long serverMicros) {
    told.add("confirmed " + segment + " " + askedNanos + " " + serverMicros);
  }

  @Override
  public void bypassed(int segment) {
    told.add("bypassed " + segment);
  }

  @Override
  public long highWater(int segment) {
    return highWater.getOrDefault(segment, 0L);
  }
}
