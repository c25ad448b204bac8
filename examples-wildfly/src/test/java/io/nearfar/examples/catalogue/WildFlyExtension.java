package io.nearfar.examples.catalogue;

import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link WildFlyServer} and its {@link RedisServer} for all test classes that ask for them;
 * JUnit stops both after the last one. Each class finds Redis empty: what an application has cached
 * there outlives it.
 */
final class WildFlyExtension implements BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(WildFlyExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    redis(context).flushAll();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == WildFlyServer.class || type == RedisServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RedisServer redis = redis(context);
    return parameter.getParameter().getType() == RedisServer.class
        ? redis
        : store(context)
            .computeIfAbsent(WildFlyServer.class, type -> start(redis), WildFlyServer.class);
  }

  private static RedisServer redis(ExtensionContext context) {
    return store(context)
        .computeIfAbsent(
            RedisServer.class, type -> RedisServer.builder().start(), RedisServer.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  private static WildFlyServer start(RedisServer redis) {
    try {
      return WildFlyServer.start(ServerOptions.of("server", redis.url()).forLeakTests());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
