package io.nearfar.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a cache manager knows about settings before the application says anything: the
 * configuration file, system properties and environment variables, read and checked once.
 *
 * <p>Immutable and thread-safe. Only {@link #load} blocks, while it reads the file.
 */
public final class ManagerSettings {
  private final URI managerUri;
  private final LayeredSettings settings;
  private final @Nullable FarSettings far;
  private final @Nullable String file;
  private final List<String> profiles;

  private ManagerSettings(
      URI managerUri,
      LayeredSettings settings,
      @Nullable FarSettings far,
      @Nullable String file,
      List<String> profiles) {
    this.managerUri = managerUri;
    this.settings = settings;
    this.far = far;
    this.file = file;
    this.profiles = profiles;
  }

  /**
   * Reads and checks everything, with this JVM's system properties and environment variables.
   *
   * @param managerUri the manager's URI; if its scheme is {@code classpath}, or one that this JVM
   *     can open without a network ({@code file}, {@code jar}, {@code vfs}), it is the address of
   *     the configuration file, otherwise {@value Defaults#FILE_NAME} is looked up on the class
   *     path
   * @param loader finds the file and the classes that it names
   * @param managerProperties the manager's properties, of which {@code nearfar.config}, {@code
   *     nearfar.profile} and {@code nearfar.far.…} are read
   * @return the settings; never null
   * @throws NullPointerException if an argument is null
   * @throws NearfarConfigurationException with all faults, if the file can't be read or anything in
   *     it or in the properties and variables is unknown, malformed or contradictory
   */
  public static ManagerSettings load(
      URI managerUri, ClassLoader loader, Properties managerProperties) {
    return load(
        managerUri, loader, managerProperties, texts(System.getProperties()), System.getenv());
  }

  /**
   * As {@link #load(URI, ClassLoader, Properties)}, with other system properties and environment
   * variables than this JVM's.
   *
   * @param managerUri the manager's URI
   * @param loader finds the file and the classes that it names
   * @param managerProperties the manager's properties
   * @param systemProperties in place of {@link System#getProperties()}
   * @param environment in place of {@link System#getenv()}
   * @return the settings; never null
   * @throws NullPointerException if an argument is null
   * @throws NearfarConfigurationException with all faults
   */
  public static ManagerSettings load(
      URI managerUri,
      ClassLoader loader,
      Properties managerProperties,
      Map<String, String> systemProperties,
      Map<String, String> environment) {
    Sources sources =
        new Sources(
            notNull("managerUri", managerUri),
            notNull("loader", loader),
            notNull("managerProperties", managerProperties),
            Map.copyOf(notNull("systemProperties", systemProperties)),
            Map.copyOf(notNull("environment", environment)));
    Faults faults = new Faults();
    ConfigFile file = ConfigFile.find(sources, faults);
    ValueParser parser = new ValueParser(loader);
    FileSettings inFile = file == null ? FileSettings.NONE : read(file, sources, parser, faults);
    OverrideReader overrides = new OverrideReader(parser, faults);
    LayeredSettings settings =
        new LayeredSettings(
            overrides.properties(sources.systemProperties()),
            overrides.variables(
                sources.environment(), inFile.sections().map(Section::pattern).distinct().toList()),
            inFile);
    FarStack farStack = new FarStack(farPlaces(sources, inFile, parser, faults), faults);
    sources.checkManagerProperties(faults);
    FarSettings far = farStack.settings();
    SettingChecks.checkAll(settings, farStack.isThere(), faults);
    faults.throwIfAny(ConfigMessages.manager(managerUri));
    return new ManagerSettings(
        managerUri, settings, far, file == null ? null : file.source(), sources.profiles());
  }

  /**
   * Whether a manager's URI is the address of its configuration file, and not just a name.
   *
   * @param managerUri the manager's URI
   * @return true also if there is nothing at that address
   * @throws NullPointerException if the argument is null
   */
  public static boolean isFile(URI managerUri) {
    return ConfigFile.isLocation(notNull("managerUri", managerUri));
  }

  /** What is said about the far tier, the strongest first. */
  private static List<Map<FarSetting, SettingValue>> farPlaces(
      Sources sources, FileSettings inFile, ValueParser parser, Faults faults) {
    FarOverrideReader overrides = new FarOverrideReader(parser, faults);
    List<Map<FarSetting, SettingValue>> places = new ArrayList<>();
    places.add(overrides.properties(sources.systemProperties(), SettingValue.SYSTEM_PROPERTY));
    places.add(overrides.variables(sources.environment()));
    places.add(
        overrides.properties(texts(sources.managerProperties()), SettingValue.MANAGER_PROPERTY));
    inFile.parts().forEach(part -> places.add(part.far()));
    return places;
  }

  private static FileSettings read(
      ConfigFile file, Sources sources, ValueParser parser, Faults faults) {
    Placeholders placeholders = new Placeholders(sources.systemProperties(), sources.environment());
    return new FileReader(
            new NodeReader(file.source(), faults), sources.profiles(), parser, placeholders)
        .read(YamlTree.read(file.text(), file.source(), faults));
  }

  /**
   * The effective settings of a cache, from strong to weak: system properties, environment
   * variables, what the code gave, the file (the most specific section for each setting), {@link
   * Defaults}.
   *
   * @param cacheName the cache's name
   * @param code what the application gave when it created the cache
   * @return the settings; never null
   * @throws NearfarConfigurationException with all faults, if what comes together contradicts
   *     itself, or asks for a tier that this version or this manager does not have
   */
  public CacheSettings cacheSettings(String cacheName, NearfarConfiguration<?, ?> code) {
    return stack(cacheName, code).cacheSettings();
  }

  /**
   * The effective configuration of a cache: as {@code code}, with each setting replaced by the
   * effective one. This is what {@code Cache.getConfiguration} shows, and it says whether
   * statistics, management and store-by-value hold. An expiry policy named in code stays, unless a
   * system property or variable gives a time to live of this cache.
   *
   * @param cacheName the cache's name
   * @param code what the application gave when it created the cache
   * @param <K> the key type
   * @param <V> the value type
   * @return the configuration; never null
   * @throws NearfarConfigurationException as {@link #cacheSettings}
   */
  public <K, V> NearfarConfiguration<K, V> effective(
      String cacheName, NearfarConfiguration<K, V> code) {
    NearfarConfigurationBuilder<K, V> builder = code.toBuilder();
    builder.given.clear();
    builder.given.putAll(stack(cacheName, code).effective());
    if (timesOverride(cacheName)) {
      builder.expiryPolicyFactory = null;
    } else if (builder.expiryPolicyFactory != null) {
      Setting.EXPIRY.forEach(builder.given::remove);
    }
    return builder.buildUnchecked();
  }

  /**
   * The caches that the file declares: sections with an exact name and a {@code key-type} or {@code
   * value-type}. Sections without types only tune caches that the application creates.
   *
   * @return an immutable set of names; never null
   */
  public Set<String> declaredCaches() {
    return settings
        .file()
        .sections()
        .filter(section -> section.pattern().isExact())
        .filter(
            section ->
                section.values().containsKey(Setting.KEY_TYPE)
                    || section.values().containsKey(Setting.VALUE_TYPE))
        .map(section -> section.pattern().text())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The effective configuration of a cache that the file declares, for a manager that is asked for
   * it before the application created it.
   *
   * @param cacheName the cache's name
   * @return the configuration; empty if the file does not declare the cache
   * @throws NearfarConfigurationException as {@link #cacheSettings}
   */
  public Optional<NearfarConfiguration<?, ?>> declaredCache(String cacheName) {
    if (!declaredCaches().contains(notNull("cacheName", cacheName))) {
      return Optional.empty();
    }
    SettingStack stack = settings.stack(cacheName, Map.of());
    Class<?> keyType = stack.get(Setting.KEY_TYPE, Class.class, Defaults.KEY_TYPE);
    Class<?> valueType = stack.get(Setting.VALUE_TYPE, Class.class, Defaults.VALUE_TYPE);
    return Optional.of(
        effective(cacheName, NearfarConfiguration.builder(keyType, valueType).build()));
  }

  /**
   * The far tier.
   *
   * @return its settings; empty if nobody gives {@code nearfar.far.url}
   */
  public Optional<FarSettings> far() {
    return Optional.ofNullable(far);
  }

  /**
   * The address of the configuration file.
   *
   * @return where the file was found, such as {@code file:/app/nearfar.yaml}; empty if there is
   *     none
   */
  public Optional<String> file() {
    return Optional.ofNullable(file);
  }

  /**
   * The profiles that were chosen.
   *
   * @return their names, the weakest first; an immutable list, never null
   */
  public List<String> profiles() {
    return profiles;
  }

  /** All that is said about a cache, checked. */
  private SettingStack stack(String cacheName, NearfarConfiguration<?, ?> code) {
    notNull("cacheName", cacheName);
    EnumMap<Setting, SettingValue> place = new EnumMap<>(Setting.class);
    notNull("code", code)
        .given()
        .forEach(
            (setting, value) ->
                place.put(setting, new SettingValue(value, SettingValue.CODE, 0, setting.path())));
    SettingStack stack = settings.stack(cacheName, place);
    Faults faults = new Faults();
    SettingChecks.checkCache(stack, far != null, faults);
    faults.throwIfAny(ConfigMessages.cache(cacheName, managerUri));
    return stack;
  }

  /** Whether something stronger than the code says when entries expire. */
  private boolean timesOverride(String cacheName) {
    return settings.overrides(cacheName).stream()
        .anyMatch(place -> Setting.EXPIRY.stream().anyMatch(place::containsKey));
  }

  private static <T> T notNull(String name, @Nullable T value) {
    return Objects.requireNonNull(value, () -> ConfigMessages.isNull(name));
  }

  private static Map<String, String> texts(Properties properties) {
    Map<String, String> all = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }
}
