package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.Copier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.fory.Fory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** {@link CodecCopier#close}: nothing keeps the classes of an application, or ours, alive. */
@SuppressWarnings({"serial", "JavaUtilDate"})
final class CopyClassLoadersTest {

  @Test
  void close_releasesApplication() throws Exception {
    List<CodecCopier> closed = new ArrayList<>();
    WeakReference<ClassLoader> application = useApplication(closed);
    assertThat(isCollected(application)).isTrue();
    // A closed copier that somebody keeps is kept until here.
    assertThat(closed).singleElement().satisfies(copier -> assertThat(copier.shares(1)).isTrue());
  }

  private static WeakReference<ClassLoader> useApplication(List<CodecCopier> closed)
      throws Exception {
    try (ChildFirst loader = new ChildFirst(CopyClassLoadersTest.class);
        CodecCopier copier = new CodecCopier(loader, Set.of())) {
      closed.add(copier);
      Object bean = loader.loadClass(Bean.class.getName()).getConstructor().newInstance();
      Object rec =
          loader.loadClass(Rec.class.getName()).getConstructor(List.class).newInstance(List.of());
      assertThat(bean.getClass()).isNotSameAs(Bean.class);
      for (Object value : List.of(bean, rec, List.of(bean), new Object[] {bean})) {
        assertThat(copier.copy(value).getClass()).isSameAs(value.getClass());
      }
      copier.copy(new HashMap<>(Map.of("k", bean)));
      return new WeakReference<>(loader);
    }
  }

  @Test
  void copy_classUnknownToTheLoader() throws Exception {
    try (ChildFirst other = new ChildFirst(CopyClassLoadersTest.class);
        CodecCopier copier =
            new CodecCopier(CopyClassLoadersTest.class.getClassLoader(), Set.of())) {
      Object bean = other.loadClass(Bean.class.getName()).getConstructor().newInstance();
      assertThat(copier.copy(bean).getClass()).isSameAs(bean.getClass());
      // By serialization too: the class of the copy is that of the original.
      Exception failure = new IllegalStateException("m");
      Object[] both = {bean, new Bean(), failure};
      Object[] copy = copier.copy(both);
      assertThat(copy[0].getClass()).isSameAs(bean.getClass());
      assertThat(copy[1].getClass()).isSameAs(Bean.class);
    }
  }

  @Test
  void close_releasesProvider() throws Exception {
    WeakReference<ClassLoader> provider = useProvider();
    assertThat(isCollected(provider)).isTrue();
  }

  /** The provider in an application of its own, copying what the JDK has. */
  private static WeakReference<ClassLoader> useProvider() throws Exception {
    try (ChildFirst loader =
        new ChildFirst(
            CodecCopier.class, Fory.class, NullMarked.class, CopyClassLoadersTest.class)) {
      Class<?> workload = loader.loadClass(Workload.class.getName());
      assertThat(workload).isNotSameAs(Workload.class);
      ((Runnable) workload.getConstructor().newInstance()).run();
      return new WeakReference<>(loader);
    }
  }

  @Test
  void copy_printsNothing() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      System.setErr(capture);
      new Workload().run();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    // From JDK 24 on the JVM itself warns, once, of Fory's use of sun.misc.Unsafe.
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .allMatch(line -> line.startsWith("WARNING: ") && line.contains("Unsafe"));
  }

  @Test
  void copy_startsNoThread() {
    new Workload().run();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("fory"));
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }

  /** Copies a bit of everything. */
  public static final class Workload implements Runnable {
    public Workload() {}

    @Override
    public void run() {
      try (CodecCopier codec = new CodecCopier(Workload.class.getClassLoader(), Set.of())) {
        Copier copier = codec;
        Map<Thread.State, Object> states = new EnumMap<>(Thread.State.class);
        states.put(Thread.State.NEW, new Date());
        Map<String, Object> map = new TreeMap<>(Map.of("k", new java.sql.Timestamp(1)));
        copier.copy(new Bean());
        copier.copy(new Rec(List.of(new Date())));
        copier.copy(new ArrayList<>(List.of(states, map, new Bean(), new int[1], "text")));
        copier.copy(new java.util.Hashtable<>(map));
        copier.copy(java.util.Calendar.getInstance());
        copier.copy(new java.util.PriorityQueue<>(List.of(1)));
        copier.copy(java.util.Collections.unmodifiableList(new ArrayList<>(List.of(1))));
        copier.copy(java.util.Optional.of(new StringBuilder("x")));
        copier.copy(new java.util.concurrent.ConcurrentHashMap<>(map));
      }
    }
  }

  public static final class Bean implements Serializable {
    private final List<Object> list = new ArrayList<>(List.of(new Date(), "x"));
    private final String text = "text";

    public Bean() {}

    @Override
    public String toString() {
      return text + list;
    }
  }

  public record Rec(List<Object> list) implements Serializable {}

  /** Loads the classes of some archives itself. */
  private static final class ChildFirst extends URLClassLoader {
    private final List<String> prefixes =
        List.of("io.nearfar.", "org.apache.fory.", "org.jspecify.");

    ChildFirst(Class<?>... from) {
      super(
          java.util.Arrays.stream(from)
              .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
              .toArray(URL[]::new),
          CopyClassLoadersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        if (prefixes.stream().anyMatch(name::startsWith) && isHere(name)) {
          return findClass(name);
        }
        return super.loadClass(name, resolve);
      }
    }

    private boolean isHere(String name) {
      return findResource(name.replace('.', '/') + ".class") != null;
    }
  }
}
