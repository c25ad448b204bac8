package io.nearfar.testing;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Redis for tests that share it: each keeps to names of its own, such as {@link #namespace()}
 * gives, and neither empties nor stops it. Tests that need more start a {@link RedisServer}.
 *
 * <p>One is started per JVM when the first test asks. The environment variable {@value #VARIABLE}
 * names another one instead, for example {@code redis://user:password@10.0.0.7:6379}. Where none
 * can be had the test is skipped. Thread-safe.
 */
public final class TestRedis {
  /** Names a server that runs already. */
  public static final String VARIABLE = "NEARFAR_TEST_REDIS";

  /** Made when first asked for. */
  private static final class Shared {
    static final RedisEndpoint SERVER = RedisServer.builder().start();

    private Shared() {}
  }

  private TestRedis() {}

  /** The server that all tests of this JVM share. Nobody closes it: it ends with the JVM. */
  public static RedisEndpoint shared() {
    String address = System.getenv(VARIABLE);
    if (address != null && !address.isBlank()) {
      return external(address.strip());
    }
    TestProgram.redisServer(); // Skips the test, which an initializer could not.
    return Shared.SERVER;
  }

  /** A name that no other test uses, in this or another run. */
  public static String namespace() {
    return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  }

  /** A server that runs already, at an address that may hold user and password. */
  static RedisEndpoint external(String address) {
    URI uri = URI.create(address);
    if (!"redis".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          VARIABLE + " must have the form redis://[user:password@]host[:port]");
    }
    return new External(
        uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort(), login(uri.getUserInfo()));
  }

  private static List<String> login(@Nullable String userInfo) {
    if (userInfo == null) {
      return List.of();
    }
    int colon = userInfo.indexOf(':');
    String password = userInfo.substring(colon + 1);
    return colon <= 0
        ? List.of("AUTH", password)
        : List.of("AUTH", userInfo.substring(0, colon), password);
  }

  /** Not a record: its text would show the password. */
  private static final class External implements RedisEndpoint {
    private final String host;
    private final int port;
    private final List<String> login;

    External(String host, int port, List<String> login) {
      this.host = host;
      this.port = port;
      this.login = login;
    }

    @Override
    public String host() {
      return host;
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public RespClient connect() {
      RespClient client = new RespClient(host, port);
      if (!login.isEmpty()) {
        try {
          client.command(login.toArray(String[]::new));
        } catch (RuntimeException e) {
          client.close();
          throw e;
        }
      }
      return client;
    }

    @Override
    public void flushAll() {
      throw new UnsupportedOperationException("This server may be somebody else's.");
    }

    @Override
    public String toString() {
      return "Redis " + host + ":" + port;
    }
  }
}
