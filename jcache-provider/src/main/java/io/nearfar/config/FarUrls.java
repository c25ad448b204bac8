package io.nearfar.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the addresses of the far tier's servers. An address may have been written with a password
 * in it, in any of the places where other products take one: what is refused is shown only if it
 * has no such place.
 */
final class FarUrls {
  static final String EMBEDDED_FORM = "embedded(?::([0-9]{1,5}))?";

  /** Host names may have an underscore: container networks make such. */
  static final String SERVER_FORM =
      "(rediss?)://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?/?";

  static final Pattern EMBEDDED = Pattern.compile(EMBEDDED_FORM);
  private static final Pattern SERVER = Pattern.compile(SERVER_FORM);

  /** A scheme, a host, a port of digits: nothing here can be a password. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?:[a-z][a-z0-9+.-]*:/{0,2})?[A-Za-z0-9._-]+:[0-9]{0,6}(?:/[0-9]{0,3})?"
              + "|[a-z][a-z0-9+.-]*://[A-Za-z0-9._-]+(?:/[0-9]{0,3})?");

  private static final String ENCRYPTED = "rediss://";
  private static final int MAX_PORT = 65_535;

  private FarUrls() {}

  /**
   * Checks addresses.
   *
   * @return them in their order, each once; ports only where they were given
   */
  static List<String> parse(AnySetting setting, List<String> items) throws RefusedValueException {
    // First, and on all of them: a comma in a password makes two addresses of one.
    if (items.stream().anyMatch(item -> item.contains("@"))) {
      throw new RefusedValueException(ConfigMessages.userInUrl(setting));
    }
    Set<String> urls = new LinkedHashSet<>();
    for (String item : items) {
      urls.add(one(setting, item.trim()));
    }
    if (urls.size() > 1 && urls.stream().anyMatch(FarUrls::isEmbedded)) {
      throw new RefusedValueException(ConfigMessages.embeddedNotAlone(setting));
    }
    if (urls.stream().map(FarUrls::isEncrypted).distinct().count() > 1) {
      throw new RefusedValueException(ConfigMessages.mixedSchemes(setting));
    }
    return List.copyOf(urls);
  }

  private static String one(AnySetting setting, String url) throws RefusedValueException {
    if (url.isEmpty()) {
      throw new RefusedValueException(ConfigMessages.noValue(setting));
    }
    Matcher embedded = EMBEDDED.matcher(url);
    if (embedded.matches() && isPort(embedded.group(1))) {
      return url;
    }
    Matcher server = SERVER.matcher(url);
    if (server.matches() && isPort(server.group(3))) {
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    throw new RefusedValueException(
        ConfigMessages.badUrl(setting, HARMLESS.matcher(url).matches() ? "'" + url + "'" : null));
  }

  private static boolean isPort(@Nullable String digits) {
    if (digits == null) {
      return true;
    }
    int port = Integer.parseInt(digits);
    return port > 0 && port <= MAX_PORT;
  }

  /** The addresses with a port each. */
  static List<String> withPorts(List<String> urls, int port) {
    List<String> all = new ArrayList<>();
    for (String url : urls) {
      Matcher server = SERVER.matcher(url);
      all.add(server.matches() && server.group(3) == null ? url + ":" + port : url);
    }
    return List.copyOf(all);
  }

  static boolean isEmbedded(String url) {
    return EMBEDDED.matcher(url).matches();
  }

  static boolean isEncrypted(String url) {
    return url.startsWith(ENCRYPTED);
  }
}
