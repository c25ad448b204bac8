package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.Subject;
import java.util.List;

/** A cache under test whose entries may carry tags. */
interface TaggedSubject extends Subject {

  /** Creates or updates an entry that carries tags, of which some subjects know nothing. */
  void put(Integer key, Object value, List<String> tags);

  /** Invalidates so many tags that no entry carries, so that clocks are there to be compared. */
  void invalidateOthers(int tags);

  /** Makes sure that reads are near hits; without a far tier they are. */
  void checkNear();
}
