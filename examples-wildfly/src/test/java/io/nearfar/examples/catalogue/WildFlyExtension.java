package io.nearfar.examples.catalogue;

import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link WildFlyServer} and its {@link RedisServer} for all test classes that ask for them;
 * JUnit stops both after the last one.
 */
final class WildFlyExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(WildFlyExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == WildFlyServer.class || type == RedisServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    RedisServer redis =
        store.computeIfAbsent(
            RedisServer.class, type -> RedisServer.builder().start(), RedisServer.class);
    return parameter.getParameter().getType() == RedisServer.class
        ? redis
        : store.computeIfAbsent(WildFlyServer.class, type -> start(redis), WildFlyServer.class);
  }

  private static WildFlyServer start(RedisServer redis) {
    try {
      return WildFlyServer.start(ServerOptions.of("server", redis.url()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
