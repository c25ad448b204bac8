package io.nearfar.internal.far;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts that run on the server; the head of each tells what it takes and returns. What those
 * share that meet tags is put in where they ask for it: so it costs the others nothing.
 */
final class Script {
  /** Before the scripts, which are made with it. */
  private static final Pattern INCLUDE = Pattern.compile("(?m)^ *-- include (\\w+\\.lua)$");

  static final Script PUT = new Script("put");
  static final Script CHANGE = new Script("change");
  static final Script GET = new Script("get");
  static final Script READ = new Script("read");
  static final Script REREAD = new Script("reread");
  static final Script LEASE = new Script("lease");
  static final Script TOUCH = new Script("touch");
  static final Script CLEAR = new Script("clear");
  static final Script INVALIDATE = new Script("invalidate");
  static final Script OUTDATED = new Script("outdated");
  static final Script CLOCKS = new Script("clocks");
  static final Script DESCRIBE = new Script("describe");
  static final Script SWEEP = new Script("sweep");
  static final Script YIELD = new Script("yield");

  private final byte[] body;
  private final byte[] digest;

  private Script(String name) {
    body =
        INCLUDE
            .matcher(load(name + ".lua"))
            .replaceAll(found -> Matcher.quoteReplacement(load(found.group(1))))
            .getBytes(StandardCharsets.UTF_8);
    try {
      String hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(body));
      digest = hex.getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }

  private static String load(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The jar is not complete: " + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text; not to be changed. */
  byte[] body() {
    return body;
  }

  /** The name by which the server knows the text once it has seen it; not to be changed. */
  byte[] digest() {
    return digest;
  }
}
