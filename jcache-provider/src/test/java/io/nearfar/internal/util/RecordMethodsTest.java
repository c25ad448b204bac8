package io.nearfar.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records whose methods were called are garbage with their class loader. */
@Timeout(120)
class RecordMethodsTest {

  /** Loaded anew, as the classes of an application at each deployment. */
  public static final class Application implements Supplier<Object> {
    record Part(String name) {}

    record Whole(Part part) {}

    @Override
    public Object get() {
      Whole whole = new Whole(new Part("a"));
      boolean equal = whole.equals(new Whole(new Part("b")));
      return Set.of(equal, whole.hashCode(), whole.toString());
    }
  }

  private static WeakReference<ClassLoader> run() throws Exception {
    URL classes = Application.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes}, RecordMethodsTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith(Application.class.getName());
            Class<?> loaded = own ? findLoadedClass(name) : null;
            return loaded != null ? loaded : own ? findClass(name) : super.loadClass(name, resolve);
          }
        }) {
      Class<?> type = loader.loadClass(Application.class.getName());
      assertThat(type.getClassLoader()).isSameAs(loader);
      assertThat(((Supplier<?>) type.getDeclaredConstructor().newInstance()).get()).isNotNull();
      return new WeakReference<>(loader);
    }
  }

  @Test
  void forgetLast_recordsAreCollected() throws Exception {
    WeakReference<ClassLoader> loader = run();
    RecordMethods.forgetLast();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.get()).isNull();
            });
  }
}
