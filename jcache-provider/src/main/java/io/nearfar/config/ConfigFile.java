package io.nearfar.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file, read but not understood yet.
 *
 * @param source its address, for messages
 * @param text what is in it
 */
record ConfigFile(String source, String text) {
  private static final String CLASS_PATH = "classpath";
  private static final Set<String> LOCATION_SCHEMES = Set.of(CLASS_PATH, "file", "jar", "vfs");

  /** Configuration is never fetched over a network: such a URI is just the manager's name. */
  private static final Set<String> NETWORK_SCHEMES = Set.of("http", "https", "ftp", "mailto");

  /**
   * Finds and reads the manager's file.
   *
   * @return the file; null if there is none or it can't be read, the latter with a fault
   */
  static @Nullable ConfigFile find(Sources sources, Faults faults) {
    if (isLocation(sources.managerUri())) {
      return read(sources.managerUri(), sources.loader(), faults);
    }
    SettingValue named = sources.find(Sources.CONFIG);
    if (named != null) {
      try {
        URI location = new URI((String) named.value());
        if (isLocation(location)) {
          return read(location, sources.loader(), faults);
        }
      } catch (URISyntaxException e) {
        // Said below, in words that help more.
      }
      faults.add(named.fault(ConfigMessages.noLocation((String) named.value())));
      return null;
    }
    URL found = sources.loader().getResource(Defaults.FILE_NAME);
    return found == null ? null : read(found.toString(), () -> open(found), faults);
  }

  /** Whether a URI is the address of something that can be read. */
  static boolean isLocation(URI uri) {
    if (uri.getScheme() == null) {
      return false;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (isNetwork(scheme) || (scheme.equals("jar") && isNetwork(uri.getSchemeSpecificPart()))) {
      return false;
    }
    if (LOCATION_SCHEMES.contains(scheme)) {
      return true;
    }
    try {
      return uri.toURL().getProtocol() != null;
    } catch (MalformedURLException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether an address, or what a {@code jar:} address is about, is on a network. */
  private static boolean isNetwork(String address) {
    String scheme = address.contains(":") ? address.substring(0, address.indexOf(':')) : address;
    return NETWORK_SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
  }

  private static @Nullable ConfigFile read(URI location, ClassLoader loader, Faults faults) {
    return read(location.toString(), () -> open(location, loader), faults);
  }

  private static @Nullable ConfigFile read(String source, Opening opening, Faults faults) {
    try (InputStream in = opening.open()) {
      byte[] bytes = in.readNBytes(Defaults.MAX_FILE_BYTES + 1);
      if (bytes.length > Defaults.MAX_FILE_BYTES) {
        faults.add(source, 0, "", ConfigMessages.fileTooLarge());
        return null;
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new ConfigFile(source, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      faults.add(source, ConfigMessages.notUtf8(), e);
    } catch (IOException | IllegalArgumentException e) {
      faults.add(source, ConfigMessages.unreadable(e), e);
    }
    return null;
  }

  private static InputStream open(URI location, ClassLoader loader) throws IOException {
    String scheme = location.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      // Not through the URL: that would read a directory as a list of names.
      return Files.newInputStream(
          location.isOpaque() ? Path.of(location.getSchemeSpecificPart()) : Path.of(location));
    }
    if (scheme.equals(CLASS_PATH)) {
      String name = location.getSchemeSpecificPart().replaceFirst("^/+", "");
      URL found = loader.getResource(name);
      if (found == null) {
        throw new FileNotFoundException("'" + name + "' is not on the class path");
      }
      return open(found);
    }
    return open(location.toURL());
  }

  private static InputStream open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    // A cached jar would stay open after undeploy, and show old content after redeploy.
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  @FunctionalInterface
  private interface Opening {
    InputStream open() throws IOException;
  }
}
