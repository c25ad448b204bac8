package io.nearfar.cdi;

import io.nearfar.cdi.internal.messages.CdiMessages;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys of methods that have a {@link CachePolicy} with prefix or version; {@link
 * MethodKey#of} does for those without. Immutable and thread-safe.
 */
public final class MethodKeys {
  /** The most characters of a prefix. */
  public static final int MAX_PREFIX = 64;

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]*");
  private static final MethodKeys PLAIN = new MethodKeys("");

  private final String scope;

  private MethodKeys(String scope) {
    this.scope = scope;
  }

  /**
   * Keys with a prefix and a version.
   *
   * @param prefix as {@link CachePolicy#keyPrefix}
   * @param version as {@link CachePolicy#keyVersion}
   * @return what makes such keys; never null
   * @throws IllegalArgumentException if {@link #isValid} says no
   */
  public static MethodKeys of(String prefix, int version) {
    if (!isValid(prefix, version)) {
      throw new IllegalArgumentException(CdiMessages.wrongKeyScope(prefix, version));
    }
    if (prefix.isEmpty() && version == 0) {
      return PLAIN;
    }
    return new MethodKeys(
        (prefix.isEmpty() ? "" : prefix + ':') + (version == 0 ? "" : "v" + version + ':'));
  }

  /**
   * Keys with a prefix and a version, whose last parameters tell callers apart: they equal no key
   * of a method that does not, or by others.
   *
   * @param prefix as {@link CachePolicy#keyPrefix}
   * @param version as {@link CachePolicy#keyVersion}
   * @param varyBy as {@link CachePolicy#varyBy}, in their order
   * @return what makes such keys; never null
   * @throws IllegalArgumentException if {@link #isValid} says no
   */
  public static MethodKeys of(String prefix, int version, Collection<VaryBy> varyBy) {
    MethodKeys keys = of(prefix, version);
    if (varyBy.isEmpty()) {
      return keys;
    }
    // No prefix has a plus.
    String kinds =
        varyBy.stream()
            .map(by -> '+' + by.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    return new MethodKeys(keys.scope + kinds + ':');
  }

  /**
   * Whether prefix and version may be used.
   *
   * @param prefix the prefix
   * @param version the version
   * @return false if the prefix is longer than {@link #MAX_PREFIX} or has other characters than
   *     letters, digits, {@code _}, {@code -} and {@code .}, or the version is below 0
   */
  public static boolean isValid(String prefix, int version) {
    return version >= 0 && prefix.length() <= MAX_PREFIX && PREFIX.matcher(prefix).matches();
  }

  /**
   * The key of a call.
   *
   * @param parameters the method's key parameters in their order; each may be null
   * @return the key; never null
   */
  public MethodKey key(@Nullable Object... parameters) {
    return MethodKey.make(scope, parameters);
  }

  /** Prefix and version as keys begin with them; empty for none. */
  @Override
  public String toString() {
    return scope;
  }
}
