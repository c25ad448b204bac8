package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.codec.FarTypes.Hooked;
import io.nearfar.internal.codec.FarTypes.Item;
import io.nearfar.internal.codec.FarTypes.Point;
import io.nearfar.internal.codec.FarTypes.SimpleKey;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@link FarCodec} between threads, class loaders and its end. */
final class FarCodecThreadsTest {

  @Test
  void manyThreads_oneCodec() throws Exception {
    int threads = 4;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (FarCodec codec =
        new FarCodec(FarCodecThreadsTest.class.getClassLoader(), Set.of(), List.of())) {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<?>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int seed = t;
        Callable<Object> task =
            () -> {
              start.await();
              for (int i = 0; i < 2_000; i++) {
                Map<String, Object> value = new HashMap<>(Map.of("p", new Point(seed, i, "n" + i)));
                assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
                SimpleKey key = new SimpleKey("k", i);
                assertThat(codec.decodeKey(codec.encodeKey(key))).isEqualTo(key);
              }
              return codec.decode(codec.encode(new Hooked("h")));
            };
        results.add(executor.submit(task));
      }
      for (Future<?> result : results) {
        assertThat(result.get()).isInstanceOf(Hooked.class);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void classes_areThoseOfTheLoader() throws Exception {
    try (FarCodec here =
            new FarCodec(FarCodecThreadsTest.class.getClassLoader(), Set.of(), List.of());
        Application loader = new Application();
        FarCodec there = new FarCodec(loader, Set.of("io.nearfar.internal.codec.**"), List.of())) {
      for (Object value : List.of(new Point(1, 2, "n"), new Hooked("h"))) {
        Class<?> type = there.decode(here.encode(value)).getClass();
        assertThat(type.getName()).isEqualTo(value.getClass().getName());
        assertThat(type.getClassLoader()).isSameAs(loader);
      }
      SimpleKey key = new SimpleKey("a");
      Object other = there.decodeKey(here.encodeKey(key));
      assertThat(other.getClass().getClassLoader()).isSameAs(loader);
      assertThat(there.encodeKey(other)).isEqualTo(here.encodeKey(key));
    }
  }

  @Test
  void close_releasesApplication() throws Exception {
    List<FarCodec> closed = new ArrayList<>();
    WeakReference<ClassLoader> application = useApplication(closed);
    for (int i = 0; i < 50 && application.get() != null; i++) {
      System.gc();
    }
    assertThat(application.get()).isNull();
    // A closed codec that somebody keeps is kept until here.
    assertThat(closed).singleElement().satisfies(codec -> assertThat(codec.id()).isNotEmpty());
  }

  private static WeakReference<ClassLoader> useApplication(List<FarCodec> closed) throws Exception {
    try (Application loader = new Application();
        FarCodec codec = new FarCodec(loader, Set.of(), List.of())) {
      closed.add(codec);
      Constructor<?> constructor =
          loader
              .loadClass(Point.class.getName())
              .getDeclaredConstructor(int.class, long.class, String.class);
      constructor.setAccessible(true);
      Object point = constructor.newInstance(1, 2L, "n");
      assertThat(point.getClass()).isNotSameAs(Point.class);
      Object read = ((List<?>) codec.decode(codec.encode(List.of(point)))).get(0);
      assertThat(read.getClass()).isSameAs(point.getClass());
      // No record as a key: the equals of a record, once called, keeps its class (JDK 17).
      Constructor<?> items = loader.loadClass(Item.class.getName()).getDeclaredConstructor();
      items.setAccessible(true);
      Object key = items.newInstance();
      assertThat(codec.decodeKey(codec.encodeKey(key)).equals(key)).isTrue();
      return new WeakReference<>(loader);
    }
  }

  @Test
  void noThread() {
    try (FarCodec codec =
        new FarCodec(FarCodecThreadsTest.class.getClassLoader(), Set.of(), List.of())) {
      codec.decode(codec.encode(new Point(1, 2, "n")));
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("fory"));
  }

  /** Has test types of its own. */
  private static final class Application extends URLClassLoader {
    Application() {
      super(
          new URL[] {FarTypes.class.getProtectionDomain().getCodeSource().getLocation()},
          FarTypes.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith(FarTypes.class.getName())) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
