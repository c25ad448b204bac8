package io.nearfar.internal.engine;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A writer into memory. It fails when it comes to a chosen key, and keeps what it wrote before. */
final class TestWriter<K, V> implements EntryWriter<K, V> {
  final Map<K, V> target = new ConcurrentHashMap<>();
  volatile @Nullable K failing;
  private final Consumer<K> written;

  TestWriter() {
    this(key -> {});
  }

  /**
   * A writer.
   *
   * @param written runs after each key was written
   */
  TestWriter(Consumer<K> written) {
    this.written = written;
  }

  @Override
  public void write(K key, V value) {
    check(key);
    target.put(key, value);
    written.accept(key);
  }

  @Override
  public void writeAll(Map<K, V> entries) {
    Iterator<Map.Entry<K, V>> each = entries.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<K, V> entry = each.next();
      write(entry.getKey(), entry.getValue());
      each.remove();
    }
  }

  @Override
  public void delete(K key) {
    check(key);
    target.remove(key);
  }

  @Override
  public void deleteAll(Set<K> keys) {
    Iterator<K> each = keys.iterator();
    while (each.hasNext()) {
      delete(each.next());
      each.remove();
    }
  }

  private void check(K key) {
    if (key.equals(failing)) {
      throw new IllegalStateException("writer");
    }
  }
}
