package io.nearfar.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How nodes are to be: given by the driver, passed to a worker as words of its command line.
 *
 * @param caching {@code far}, {@code near}, {@code near-far}, {@link #STALE}, or one of {@link
 *     RedissonMaps}
 * @param keys how many keys hold values
 * @param counters how many keys are counters
 * @param threads how many threads run operations
 * @param pauseMicros how long a thread rests between two operations on average
 * @param properties of the cache manager: where the servers are, what waits for how long
 */
record NodeSettings(
    String caching,
    int keys,
    int counters,
    int threads,
    int pauseMicros,
    Map<String, String> properties) {
  /** The far tier behind a near copy of which nobody is ever told: it must be found out. */
  static final String STALE = "stale";

  /** In place of the settings of the same name. */
  NodeSettings with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(properties);
    all.putAll(more);
    return new NodeSettings(caching, keys, counters, threads, pauseMicros, all);
  }

  /** One that looks into what the others have copies of. */
  NodeSettings withoutCopies() {
    String far = RedissonMaps.areMeantBy(caching) ? RedissonMaps.MAP : "far";
    return new NodeSettings(far, keys, counters, threads, pauseMicros, properties);
  }

  boolean hasCopies() {
    return !caching.equals(withoutCopies().caching());
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(caching);
    for (int number : new int[] {keys, counters, threads, pauseMicros}) {
      words.add(Integer.toString(number));
    }
    new TreeMap<>(properties).forEach((name, value) -> words.add(name + "=" + value));
    return words;
  }

  static NodeSettings of(List<String> words) {
    Map<String, String> properties = new TreeMap<>();
    for (String word : words.subList(5, words.size())) {
      int equals = word.indexOf('=');
      properties.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return new NodeSettings(
        words.get(0),
        Integer.parseInt(words.get(1)),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)),
        Integer.parseInt(words.get(4)),
        properties);
  }

  Properties managerProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    return all;
  }
}
