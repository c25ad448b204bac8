package io.nearfar.internal.far;

import io.nearfar.spi.FarException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.redisson.RedissonShutdownException;
import org.redisson.client.RedisAuthRequiredException;
import org.redisson.client.RedisClusterDownException;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisReconnectedException;
import org.redisson.client.RedisRedirectException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisRetryException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.RedisTryAgainException;
import org.redisson.client.RedisWrongPasswordException;
import org.redisson.client.WriteRedisConnectionException;

/** Turns what the driver reports into failures that say what to do and whether it may be done. */
final class FarFailures {
  private FarFailures() {}

  /**
   * A failure of an operation.
   *
   * @param cache the cache's name
   * @param reported what the driver has thrown
   * @param isChange whether it was to change something
   * @return the failure, to be thrown
   */
  static FarException of(String cache, Throwable reported, boolean isChange) {
    Kind kind = Kind.of(reported);
    return new FarException(
        kind.text("Cache '" + cache + "'", reported),
        DriverFailure.of(reported),
        isChange && kind.mayHaveBeenExecuted);
  }

  /** The server can't be used, because of what the driver reported while connecting. */
  static FarException notConnected(String servers, Throwable reported) {
    Kind kind = Kind.of(reported);
    String subject = "Far tier '" + servers + "'";
    String text = kind == Kind.CUT ? FarMessages.turnedAway(subject) : kind.text(subject, reported);
    return new FarException(text, DriverFailure.of(reported), false);
  }

  /**
   * The server did not answer in time.
   *
   * @param cache the cache's name
   * @param cause where the caller waited
   * @param maybeMade whether a change may have been made
   */
  static FarException timeout(String cache, Throwable cause, boolean maybeMade) {
    return new FarException(FarMessages.timeout("Cache '" + cache + "'"), cause, maybeMade);
  }

  /** As {@link #timeout}: the caller was interrupted while it waited. */
  static FarException interrupted(String cache, Throwable cause, boolean maybeMade) {
    return new FarException(FarMessages.interrupted("Cache '" + cache + "'"), cause, maybeMade);
  }

  /** What the driver reported, without what a future has wrapped around it. */
  static Throwable reported(Exception failure) {
    Throwable cause = failure.getCause();
    return failure instanceof ExecutionException && cause != null ? cause : failure;
  }

  /** Whether a command was not executed, but sent elsewhere; it may be tried once more. */
  static boolean isRedirection(Throwable reported) {
    Kind kind = Kind.of(reported);
    return kind == Kind.REDIRECTED || kind == Kind.MOVING;
  }

  /** Whether the keys of a command are on two nodes, because their slot moves. */
  static boolean isSplit(Throwable reported) {
    return Kind.of(reported) == Kind.MOVING;
  }

  /** Whether the connection was cut: a read may be tried once more, on another one. */
  static boolean isCut(Throwable reported) {
    return Kind.of(reported) == Kind.CUT;
  }

  private static <T> @Nullable T find(Throwable reported, Class<T> type) {
    Throwable next = reported;
    // A chain of causes may be a circle.
    for (int depth = 0; next != null && depth < 20; depth++) {
      if (type.isInstance(next)) {
        return type.cast(next);
      }
      next = next.getCause();
    }
    return null;
  }

  private enum Kind {
    TIMEOUT(true),
    /** The driver could not even send it. */
    NOT_SENT(false),
    CUT(true),
    UNREACHABLE(false),
    /** The sentinels were asked for a master that they do not watch. */
    NO_MASTER(false),
    ENCRYPTION(false),
    LOGIN(false),
    NOT_PERMITTED(false),
    OUT_OF_MEMORY(false),
    READ_ONLY(false),
    NOT_READY(false),
    CLUSTER_DOWN(false),
    REDIRECTED(false),
    MOVING(false),
    CLOSED(false),
    /** A script may have failed half-way. */
    REFUSED(true),
    UNEXPECTED(true);

    private final boolean mayHaveBeenExecuted;

    Kind(boolean mayHaveBeenExecuted) {
      this.mayHaveBeenExecuted = mayHaveBeenExecuted;
    }

    String text(String subject, Throwable reported) {
      return switch (this) {
        case TIMEOUT, NOT_SENT -> FarMessages.timeout(subject);
        case CUT -> FarMessages.cut(subject);
        case UNREACHABLE -> FarMessages.unreachable(subject);
        case NO_MASTER -> FarMessages.noMaster(subject);
        case ENCRYPTION -> FarMessages.encryption(subject);
        case LOGIN -> FarMessages.login(subject);
        case NOT_PERMITTED -> FarMessages.notPermitted(subject);
        case OUT_OF_MEMORY -> FarMessages.outOfMemory(subject);
        case READ_ONLY -> FarMessages.readOnly(subject);
        case NOT_READY -> FarMessages.notReady(subject);
        case CLUSTER_DOWN -> FarMessages.clusterDown(subject);
        case REDIRECTED -> FarMessages.redirected(subject);
        case MOVING -> FarMessages.moving(subject);
        case CLOSED -> FarMessages.closed(subject);
        case REFUSED -> {
          RedisException refusal = find(reported, RedisException.class);
          String reply = refusal == null ? null : refusal.getMessage();
          yield FarMessages.refused(subject, DriverFailure.withoutData(reply));
        }
        case UNEXPECTED -> FarMessages.unexpected(subject);
      };
    }

    /** The innermost reason counts: the driver wraps it in reports of its own. */
    static Kind of(Throwable reported) {
      Kind kind = UNEXPECTED;
      Throwable next = reported;
      for (int depth = 0; next != null && depth < 20; depth++) {
        Kind own = ofOne(next);
        if (own != UNEXPECTED) {
          kind = own;
        }
        // These say more than what they were caused by.
        if (next instanceof WriteRedisConnectionException
            || next instanceof RedissonShutdownException) {
          return kind;
        }
        next = next.getCause();
      }
      return kind;
    }

    private static Kind ofOne(Throwable reported) {
      if (reported instanceof RedisResponseTimeoutException) {
        return TIMEOUT;
      } else if (reported instanceof RedisTimeoutException) {
        return NOT_SENT;
      } else if (reported instanceof WriteRedisConnectionException
          || reported instanceof RedisReconnectedException) {
        return CUT;
      } else if (String.valueOf(reported.getMessage()).startsWith("Master node is undefined")) {
        return NO_MASTER;
      } else if (reported instanceof SSLException || reported instanceof GeneralSecurityException) {
        return ENCRYPTION;
      } else if (reported instanceof RedisConnectionException
          || reported instanceof SocketException
          || reported instanceof UnknownHostException) {
        return UNREACHABLE;
      } else if (reported instanceof RedissonShutdownException) {
        return CLOSED;
      }
      return reported instanceof RedisException ? ofReply(reported) : UNEXPECTED;
    }

    private static Kind ofReply(Throwable reported) {
      if (reported instanceof RedisWrongPasswordException
          || reported instanceof RedisAuthRequiredException) {
        return LOGIN;
      } else if (reported instanceof RedisOutOfMemoryException) {
        return OUT_OF_MEMORY;
      } else if (reported instanceof RedisReadonlyException) {
        return READ_ONLY;
      } else if (reported instanceof RedisClusterDownException
          || reported instanceof RedisNodeNotFoundException) {
        return CLUSTER_DOWN;
      } else if (reported instanceof RedisRedirectException) {
        return REDIRECTED;
      } else if (reported instanceof RedisTryAgainException) {
        return MOVING;
      } else if (reported instanceof RedisRetryException) {
        return NOT_READY;
      }
      return ofText(String.valueOf(reported.getMessage()));
    }

    /** What the driver has no type for. */
    private static Kind ofText(String text) {
      if (text.contains("NOPERM") || text.contains("The user executing the script can't")) {
        return NOT_PERMITTED;
      } else if (text.contains("non local key")) {
        // A script met a key that has moved before the others; it had not written anything.
        return MOVING;
      } else if (text.startsWith("MOVED") || text.startsWith("CROSSSLOT")) {
        return REDIRECTED;
      } else if (text.startsWith("ERR invalid password")
          || text.startsWith("ERR AUTH")
          || text.contains("without any password configured")) {
        return LOGIN;
      } else if (text.contains("-READONLY")) {
        return READ_ONLY;
      } else if (text.startsWith("Unexpected exception")) {
        return UNEXPECTED;
      }
      return REFUSED;
    }
  }
}
