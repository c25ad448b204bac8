package io.nearfar.internal.far;

import io.nearfar.spi.FarException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.connection.MasterSlaveEntry;

/** Finds out whether a server can do what we need, before the first cache needs it. */
final class ServerCheck {
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+)\\.(\\d+)\\S*");
  private static final RedisCommand<Object> INFO = new RedisCommand<>("INFO");
  private static final RedisCommand<Object> EVAL = new RedisCommand<>("EVAL");
  private static final String HAS_STRUCT = "return type(struct) == 'table' and 1 or 0";
  private static final int MAJOR = 6;
  private static final int MINOR = 2;

  private ServerCheck() {}

  /**
   * Checks a server.
   *
   * @throws FarException if it is too old or lacks something
   * @throws ExecutionException with what the driver reported
   */
  static void check(FarClient client, MasterSlaveEntry master, String servers)
      throws ExecutionException {
    String version = version(client, master, servers);
    if (version != null && !isNewEnough(version)) {
      throw unfit(FarMessages.oldServer(servers, version));
    }
    Call call = new Call(EVAL, 0, /* isChange= */ false, HAS_STRUCT, 0);
    if (!Long.valueOf(1).equals(client.ask(master, call, servers))) {
      throw unfit(FarMessages.noStruct(servers));
    }
  }

  private static FarException unfit(String text) {
    return new FarException(
        text,
        new UnsupportedOperationException("The server is not fit"),
        /* outcomeUnknown= */ false);
  }

  /** The version of the server; null if it does not tell this user. */
  private static @Nullable String version(FarClient client, MasterSlaveEntry master, String servers)
      throws ExecutionException {
    Object info;
    try {
      info = client.ask(master, new Call(INFO, 0, /* isChange= */ false, "server"), servers);
    } catch (ExecutionException e) {
      if (String.valueOf(FarFailures.reported(e).getMessage()).startsWith("NOPERM")) {
        return null;
      }
      throw e;
    }
    if (info instanceof byte[] bytes) {
      Matcher matcher = VERSION.matcher(new String(bytes, StandardCharsets.UTF_8));
      return matcher.find() ? matcher.group().substring("redis_version:".length()) : null;
    }
    return null;
  }

  static boolean isNewEnough(String version) {
    Matcher matcher = VERSION.matcher("redis_version:" + version);
    if (!matcher.matches()) {
      return true;
    }
    int major = Integer.parseInt(matcher.group(1));
    return major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR);
  }
}
