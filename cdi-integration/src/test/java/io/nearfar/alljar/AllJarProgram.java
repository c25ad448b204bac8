package io.nearfar.alljar;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.management.ManagementFactory;
import javax.cache.Caching;
import javax.management.ObjectName;

/** Asks a cached method twice, on a CDI container that finds everything by itself. */
public final class AllJarProgram {
  private AllJarProgram() {}

  /** Prints what it finds. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("nearfar.defaults.statistics", "true");
    System.out.println("provider: " + Caching.getCachingProvider().getClass().getName());
    try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
      Squares squares = container.select(Squares.class).get();
      if (squares.of(7) != 49 || squares.of(7) != 49) {
        throw new AssertionError("Wrong result");
      }
      System.out.println("calls: " + squares.calls());
      if (beans() == 0) {
        throw new AssertionError("No MBeans");
      }
    }
    System.out.println("MBeans left: " + beans());
  }

  private static int beans() throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("javax.cache:*"), null)
        .size();
  }
}
