package io.nearfar.internal.far.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks a port of this machine who is there; speaks as much of the Redis protocol as that takes. */
final class RedisProbe {
  private static final int TIMEOUT_MILLIS = 1000;

  /** What listens. */
  enum Answer {
    /** Nobody. */
    NOTHING,
    /** A Redis that serves. */
    PONG,
    /** Somebody else, a Redis that refuses us, or one that is not ready yet. */
    OTHER
  }

  private RedisProbe() {}

  /** Who listens there; blocks for a second at most. */
  static Answer ask(int port) {
    try (Socket socket = connect(port)) {
      send(socket, List.of("PING"));
      return "+PONG".equals(replies(socket).readLine()) ? Answer.PONG : Answer.OTHER;
    } catch (ConnectException e) {
      return Answer.NOTHING;
    } catch (IOException e) {
      return Answer.OTHER;
    }
  }

  /**
   * Whether a process serves a port; blocks for a few seconds at most.
   *
   * <p>An answer alone would not say so: while ours fails to get its port, whoever has it answers.
   *
   * @param login the command that logs in; empty for none
   */
  static boolean isServing(int port, long pid, List<String> login) {
    try (Socket socket = connect(port)) {
      BufferedReader replies = replies(socket);
      if (!login.isEmpty()) {
        send(socket, login);
        if (!"+OK".equals(replies.readLine())) {
          return false;
        }
      }
      send(socket, List.of("PING"));
      if (!"+PONG".equals(replies.readLine())) {
        return false;
      }
      send(socket, List.of("INFO", "server"));
      String mark = "process_id:" + pid;
      String line = replies.readLine();
      // The reply ends with an empty line of its own, after the last of the section.
      while (line != null && !line.startsWith("-") && !line.isEmpty()) {
        if (line.equals(mark)) {
          return true;
        }
        line = replies.readLine();
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(address(port), TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The loopback address, without asking a name server. */
  static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static BufferedReader replies(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void send(Socket socket, List<String> words) throws IOException {
    StringBuilder text = new StringBuilder("*").append(words.size()).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      text.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    OutputStream out = socket.getOutputStream();
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
