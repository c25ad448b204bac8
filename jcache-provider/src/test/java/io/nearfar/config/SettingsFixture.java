package io.nearfar.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Loads settings from a file in a directory, and from made-up properties and variables. */
final class SettingsFixture {
  static final URI MANAGER = URI.create("urn:shop");

  private final Path directory;
  private final Properties managerProperties = new Properties();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private URI uri = MANAGER;

  SettingsFixture(Path directory) {
    this.directory = directory;
  }

  /** The file on the class path. */
  SettingsFixture file(String text) {
    return file(Defaults.FILE_NAME, text);
  }

  SettingsFixture file(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SettingsFixture uri(String text) {
    uri = URI.create(text);
    return this;
  }

  SettingsFixture property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  SettingsFixture variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  SettingsFixture managerProperty(String name, String value) {
    managerProperties.setProperty(name, value);
    return this;
  }

  /** Where the file is, as messages say it. */
  String source() {
    return address(directory.resolve(Defaults.FILE_NAME)).toString();
  }

  ManagerSettings load() {
    return ManagerSettings.load(
        uri, new DirectoryLoader(directory), managerProperties, properties, variables);
  }

  /** The effective settings of a cache about which the code says nothing. */
  CacheSettings settings(String cacheName) {
    return load().cacheSettings(cacheName, silent());
  }

  static NearfarConfiguration<Object, Object> silent() {
    return NearfarConfiguration.builder(Object.class, Object.class).build();
  }

  NearfarConfigurationException refusal() {
    NearfarConfigurationException refusal =
        catchThrowableOfType(NearfarConfigurationException.class, this::load);
    if (refusal == null) {
      throw new AssertionError("not refused");
    }
    return refusal;
  }

  List<Fault> faults() {
    return refusal().faults();
  }

  private static URL address(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Resources of one directory, classes of the tests. */
  private static final class DirectoryLoader extends ClassLoader {
    private final Path directory;

    DirectoryLoader(Path directory) {
      super(SettingsFixture.class.getClassLoader());
      this.directory = directory;
    }

    @Override
    public @Nullable URL getResource(String name) {
      Path file = directory.resolve(name);
      return Files.exists(file) ? address(file) : null;
    }
  }
}
