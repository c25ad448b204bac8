package io.nearfar.benchmarks.far;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store of strings in Redis, whatever its API. */
interface FarSubject extends AutoCloseable {

  @Nullable String get(String key);

  void put(String key, String value);

  Map<String, String> getAll(Set<String> keys);

  void putAll(Map<String, String> entries);

  @Override
  void close();
}
