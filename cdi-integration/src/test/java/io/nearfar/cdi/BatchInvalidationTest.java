package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.Cache;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code @BatchInvalidation} over a cache of Nearfar, and where it stands among the others. */
@Tag("lite")
@Tag("nearfar")
class BatchInvalidationTest {
  private final TestContainer container =
      new TestContainer(Rows.class, Imports.class, Steps.class, WholeClass.class);
  private final Rows rows = container.get(Rows.class);
  private final Imports imports = container.get(Imports.class);

  @BeforeEach
  void store() {
    rows.get(1);
    rows.get(2);
  }

  @AfterEach
  void close() {
    container.close();
  }

  private Set<String> valid() {
    Set<String> tags = new TreeSet<>(new TestTags(container.cache("rows")).tags().keySet());
    tags.removeIf(tag -> !tag.startsWith("row:"));
    return tags;
  }

  @Test
  void invalidations_areMadeWhenTheMethodHasReturned() {
    assertThat(imports.both()).containsExactly("row:1", "row:2");

    assertThat(valid()).isEmpty();
  }

  @Test
  void wholeClass_meansAllItsMethods() {
    assertThat(container.get(WholeClass.class).one()).containsExactly("row:1", "row:2");

    assertThat(valid()).containsExactly("row:2");
  }

  @Test
  void exceptions_dropWhatWasCollected() {
    assertThatThrownBy(() -> imports.failing(new IOException("broken"))).hasMessage("broken");

    assertThat(valid()).containsExactly("row:1", "row:2");
    imports.both();
    assertThat(valid()).isEmpty();
  }

  @Test
  void exceptionsThatDropNothing() {
    assertThatThrownBy(() -> imports.failing(new IllegalStateException("fine"))).hasMessage("fine");

    assertThat(valid()).containsExactly("row:2");
  }

  @Test
  void callWithin_addsToTheOuterOne() {
    assertThat(imports.outer()).containsExactly("row:1", "row:2");

    assertThat(valid()).isEmpty();
  }

  @Test
  void callWithin_dropsItsOwnPartOnly() {
    assertThat(imports.outerOfFailing()).containsExactly("row:1", "row:2");

    assertThat(valid()).containsExactly("row:2");
  }

  @Test
  void events_areCollectedToo() {
    assertThat(imports.firing()).containsExactly("row:1", "row:2");

    assertThat(valid()).isEmpty();
  }

  /** Otherwise the batch would have ended before the tags are invalidated. */
  @Test
  void batch_isAroundInvalidationsOfTheSameMethod() {
    assertThatThrownBy(() -> imports.failingWithTags(1)).hasMessage("broken");

    assertThat(valid()).containsExactly("row:1", "row:2");
  }

  @Test
  void put_isAroundTheInvalidationOfTheSameMethod() {
    rows.put(1, "new");

    assertThat(valid()).containsExactly("row:1", "row:2");
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "rows")
  static class Rows {
    @Inject
    @CacheName("rows")
    Cache<Object, Object> cache;

    @CacheResult
    @CacheTags("row:{id}")
    @InvalidateOn("truncate")
    String get(long id) {
      return "row";
    }

    @InvalidateTags("row:{id}")
    void changed(long id) {}

    @CachePut
    @CacheTags("row:{id}")
    @InvalidateTags("row:{id}")
    void put(@javax.cache.annotation.CacheKey long id, String row) {}

    /** The tags of what is stored, without those that are held back for a batch. */
    Set<String> stored() {
      Set<String> stored = new TreeSet<>();
      for (long id = 1; id <= 2; id++) {
        if (cache.containsKey(MethodKey.of(id))) {
          stored.add("row:" + id);
        }
      }
      return stored;
    }
  }

  @ApplicationScoped
  static class Steps {
    @Inject Rows rows;

    @BatchInvalidation
    void change(long id) {
      rows.changed(id);
    }

    @BatchInvalidation
    void changeAndFail(long id) {
      rows.changed(id);
      throw new IllegalStateException("inner");
    }
  }

  @ApplicationScoped
  static class Imports {
    @Inject Rows rows;
    @Inject Steps steps;
    @Inject CacheEvents events;

    @BatchInvalidation
    Set<String> both() {
      rows.changed(1);
      rows.changed(2);
      return rows.stored();
    }

    @BatchInvalidation(noDropFor = IllegalStateException.class)
    void failing(Exception failure) throws Exception {
      rows.changed(1);
      throw failure;
    }

    @BatchInvalidation
    Set<String> outer() {
      steps.change(1);
      rows.changed(2);
      return rows.stored();
    }

    @BatchInvalidation
    Set<String> outerOfFailing() {
      rows.changed(1);
      try {
        steps.changeAndFail(2);
      } catch (IllegalStateException e) {
        return rows.stored();
      }
      throw new AssertionError("it failed");
    }

    @BatchInvalidation
    Set<String> firing() {
      events.fire("truncate");
      return rows.stored();
    }

    @BatchInvalidation
    @InvalidateTags(value = "row:{id}", cacheName = "rows", evictFor = IllegalStateException.class)
    void failingWithTags(long id) {
      throw new IllegalStateException("broken");
    }
  }

  @ApplicationScoped
  @BatchInvalidation
  static class WholeClass {
    @Inject Rows rows;

    Set<String> one() {
      rows.changed(1);
      return rows.stored();
    }
  }
}
