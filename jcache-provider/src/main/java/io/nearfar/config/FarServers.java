package io.nearfar.config;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Which servers the far tier is on. Immutable and thread-safe.
 *
 * @param mode how they work together
 * @param urls their addresses, {@code redis://host:port} or {@code rediss://host:port} (TLS), with
 *     the port, without user and password; or one text {@code embedded} or {@code embedded:port}
 * @param masterName what the sentinels call the master; null unless the mode is {@link
 *     FarMode#SENTINEL}
 * @param readFrom which of them answer reads
 */
public record FarServers(
    FarMode mode, List<String> urls, @Nullable String masterName, ReadFrom readFrom) {

  /** Checks for null and copies the list. */
  public FarServers {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(readFrom, "readFrom");
    urls = List.copyOf(urls);
  }

  /**
   * Whether the server is a development server that this JVM starts itself.
   *
   * @return true if the address is {@code embedded} or {@code embedded:port}
   */
  public boolean isEmbedded() {
    return urls.stream().anyMatch(FarUrls::isEmbedded);
  }

  /**
   * The port of the development server.
   *
   * @return the port; 0 = any free one, or there is no development server
   */
  public int embeddedPort() {
    for (String url : urls) {
      Matcher matcher = FarUrls.EMBEDDED.matcher(url);
      if (matcher.matches() && matcher.group(1) != null) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }

  /**
   * Whether the connections are encrypted.
   *
   * @return true if the addresses begin with {@code rediss://}
   */
  public boolean usesTls() {
    return urls.stream().anyMatch(FarUrls::isEncrypted);
  }
}
