package io.nearfar.examples.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A connection to a server, kept open. As plain as HTTP/1.1 allows: the load shares the processors
 * with what it measures, and the JDK's client takes as much of them as the server does for a cached
 * answer. For one thread.
 */
final class HttpConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = (int) Duration.ofMinutes(1).toMillis();
  private static final int BUFFER = 1 << 16;

  private final URI root;
  private final Socket socket;
  private final InputStream in;

  /** Connects to where an application answers. */
  HttpConnection(URI root) throws IOException {
    this.root = root;
    socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(root.getHost(), root.getPort()), TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a request and reads the answer to its end. */
  Answer send(Wish wish) throws IOException {
    byte[] body = wish.body().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        (wish.method() + ' ' + root.getPath() + wish.path() + " HTTP/1.1\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(header("Host", root.getAuthority()));
    if (body.length > 0) {
      request.writeBytes(header("Content-Type", "application/json"));
      request.writeBytes(header("Content-Length", Integer.toString(body.length)));
    }
    request.writeBytes(new byte[] {'\r', '\n'});
    request.writeBytes(body);
    // At once: a request in two packets would wait for the first one's acknowledgement.
    socket.getOutputStream().write(request.toByteArray());
    return answer();
  }

  private static byte[] header(String name, String value) {
    return (name + ": " + value + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private Answer answer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      } else if (header.startsWith("transfer-encoding:")) {
        chunked = true;
      }
    }
    byte[] body = chunked ? chunks() : bytes(length);
    return new Answer(status, body);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length;
    do {
      length = Integer.parseInt(line().split(";")[0].strip(), 16);
      body.writeBytes(bytes(length));
      line();
    } while (length > 0);
    return body.toByteArray();
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The server has closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("The server has closed the connection");
      }
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
