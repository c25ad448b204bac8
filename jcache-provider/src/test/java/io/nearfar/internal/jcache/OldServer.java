package io.nearfar.internal.jcache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says that it is a Redis of some version, and OK to everything else. */
final class OldServer implements AutoCloseable {
  private final ServerSocket socket;
  private final String info;

  OldServer(String version) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    info = "# Server\r\nredis_version:" + version + "\r\n";
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "old-server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "redis://127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        start(() -> answer(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void answer(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = client.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        // An array of words, each a line with its length and a line with itself.
        int words = Integer.parseInt(line.substring(1));
        String command = "";
        for (int i = 0; i < words; i++) {
          in.readLine();
          String word = in.readLine();
          command = i == 0 ? word : command;
        }
        String reply =
            command.equalsIgnoreCase("INFO")
                ? "$" + info.length() + "\r\n" + info + "\r\n"
                : command.equalsIgnoreCase("PING") ? "+PONG\r\n" : "+OK\r\n";
        out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      }
    } catch (IOException closed) {
      // So is the connection.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
