package io.nearfar.cdi.internal.caches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loaders as those of an EAR and its modules are. */
class ApplicationLoaderTest {
  private static final ClassLoader OWN = ApplicationLoaderTest.class.getClassLoader();

  /** A user of caches. */
  static final class User {}

  /** Another one. */
  static final class Other {}

  /** Has classes of its own, and finds all others in its parent. */
  private static final class ModuleLoader extends ClassLoader {
    private final List<String> own;

    ModuleLoader(ClassLoader parent, Class<?>... own) {
      super(parent);
      this.own = List.of(own).stream().map(Class::getName).toList();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!own.contains(name)) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) {
      try (InputStream in = OWN.getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Class<?> of(Class<?> type) throws ClassNotFoundException {
      return Class.forName(type.getName(), false, this);
    }
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(OWN);
  }

  private static ClassLoader chosen(ClassLoader ofThread, Class<?>... users) {
    Thread.currentThread().setContextClassLoader(ofThread);
    return ApplicationLoader.of(List.of(users));
  }

  @Test
  void ofThread_ifItFindsAll() throws ClassNotFoundException {
    ModuleLoader war = new ModuleLoader(OWN, User.class);
    assertThat(chosen(war, war.of(User.class), Other.class)).isSameAs(war);
    assertThat(chosen(war)).isSameAs(war);
  }

  @Test
  void ofTheModule_whoseClassesTheThreadDoesNotFind() throws ClassNotFoundException {
    ModuleLoader war = new ModuleLoader(OWN, User.class);
    assertThat(chosen(OWN, war.of(User.class), Other.class)).isSameAs(war);
    assertThat(chosen(OWN, Other.class, war.of(User.class))).isSameAs(war);
  }

  @Test
  void own_ifTheThreadDoesNotEvenFindTheLibrary() {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    assertThat(chosen(platform)).isSameAs(OWN);
    assertThat(chosen(platform, User.class)).isSameAs(OWN);
  }

  @Test
  void noThreads_noLoader() {
    assertThat(chosen(/* ofThread= */ null, User.class)).isSameAs(OWN);
  }

  @Test
  void ofThread_ifNoneFindsAll() throws ClassNotFoundException {
    ModuleLoader one = new ModuleLoader(OWN, User.class);
    ModuleLoader two = new ModuleLoader(OWN, Other.class);
    assertThat(chosen(OWN, one.of(User.class), two.of(Other.class))).isSameAs(OWN);
  }
}
