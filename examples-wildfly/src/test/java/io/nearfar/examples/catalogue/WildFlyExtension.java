package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One {@link WildFlyServer} for all test classes; JUnit stops it after the last one. */
final class WildFlyExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(WildFlyExtension.class);

  /** The application that the build packaged. */
  static Path war() {
    return Path.of(System.getProperty("catalogue.war"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WildFlyServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(WildFlyServer.class, type -> start(), WildFlyServer.class);
  }

  private static WildFlyServer start() {
    try {
      return WildFlyServer.start(
          Path.of(System.getProperty("wildfly.home")), Path.of(System.getProperty("wildfly.work")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
