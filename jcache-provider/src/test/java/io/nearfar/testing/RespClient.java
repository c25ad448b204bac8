package io.nearfar.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Redis, so that tests can look at a server without the client that they test.
 * Speaks version 2 of the protocol. Not thread-safe.
 *
 * <p>What a reply becomes: a status or a bulk string a {@code String} (in {@link #read()} a bulk
 * string is a {@code byte[]}), a number a {@code Long}, an array a {@code List}, nil {@code null}.
 * An error is thrown as {@link RespException}; inside an array it is an element. If the connection
 * fails or is silent for too long, the methods throw {@link UncheckedIOException}.
 */
public final class RespClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Connects; a reply may take 10 s. */
  public RespClient(String host, int port) {
    this(host, port, PATIENCE);
  }

  /**
   * Connects.
   *
   * @param patience how long the connection, and each reply, may take; more than 0
   */
  public RespClient(String host, int port, Duration patience) {
    socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      socket.connect(new InetSocketAddress(host, port), socket.getSoTimeout());
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("No connection to " + host + ":" + port, e);
    }
  }

  /**
   * Sends a command and waits for its reply.
   *
   * @param words the command and its arguments, in UTF-8
   * @return the reply, bulk strings as UTF-8
   * @throws RespException if the server refuses
   */
  public @Nullable Object command(String... words) {
    send(words);
    return text(refuse(read()));
  }

  /**
   * Sends a command of bytes and waits for its reply.
   *
   * @param words the command and its arguments
   * @return the reply, bulk strings as {@code byte[]}
   * @throws RespException if the server refuses
   */
  public @Nullable Object call(byte[]... words) {
    write(Arrays.asList(words));
    return refuse(read());
  }

  /** Sends a command, whose reply, or replies, {@link #read()} returns. */
  public void send(String... words) {
    write(Arrays.stream(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private void write(List<byte[]> words) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
    for (byte[] word : words) {
      text.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      text.writeBytes(word);
      text.writeBytes(new byte[] {'\r', '\n'});
    }
    try {
      text.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the next reply, or the next message of a subscription.
   *
   * @return the reply, bulk strings as {@code byte[]}; an error as a {@link RespException} that is
   *     not thrown
   */
  public @Nullable Object read() {
    try {
      return readReply();
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException("No reply in time", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object readReply() throws IOException {
    String line = readLine();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new RespException(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> readBulk(Integer.parseInt(rest));
      case '*' -> readArray(Integer.parseInt(rest));
      default -> throw new IOException("Not the Redis protocol: " + line);
    };
  }

  private byte @Nullable [] readBulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || in.readNBytes(2).length < 2) {
      throw new EOFException("The server has closed the connection.");
    }
    return bytes;
  }

  private @Nullable List<@Nullable Object> readArray(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      elements.add(readReply());
    }
    return elements;
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("The server has closed the connection.");
      }
      if (next == '\r') {
        if (in.read() != '\n' || line.size() == 0) {
          throw new IOException("Not the Redis protocol: " + line.toString(StandardCharsets.UTF_8));
        }
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(next);
    }
  }

  private static @Nullable Object refuse(@Nullable Object reply) {
    if (reply instanceof RespException refusal) {
      throw refusal;
    }
    return reply;
  }

  /** The reply with bulk strings as text. */
  static @Nullable Object text(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (reply instanceof List<?> elements) {
      List<@Nullable Object> texts = new ArrayList<>();
      elements.forEach(element -> texts.add(text(element)));
      return texts;
    }
    return reply;
  }

  /** Closes the connection. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
