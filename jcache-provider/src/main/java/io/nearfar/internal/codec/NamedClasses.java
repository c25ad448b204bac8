package io.nearfar.internal.codec;

import java.util.LinkedHashSet;
import java.util.Set;

/** The classes that an application names in its settings. */
final class NamedClasses {
  private NamedClasses() {}

  /**
   * Loads classes, without initializing them.
   *
   * @param names may have patterns and what is not there, which are left out
   */
  static Set<Class<?>> of(Set<String> names, ClassLoader loader) {
    Set<Class<?>> found = new LinkedHashSet<>();
    for (String name : names) {
      if (!name.endsWith("*")) {
        try {
          found.add(Class.forName(name, /* initialize= */ false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
          // Allowed by its name all the same: it may come later, or only other nodes have it.
        }
      }
    }
    return found;
  }
}
