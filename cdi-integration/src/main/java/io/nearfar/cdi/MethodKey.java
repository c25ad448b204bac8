package io.nearfar.cdi;

import java.io.Serial;
import java.util.Arrays;
import java.util.Objects;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/**
 * The key under which the result of a call stands, as the default key generator makes it. Two keys
 * are equal if all key parameters are equal (arrays by their content) and prefix and version are
 * the same. Which method was called is no part of it: methods that share a cache share its keys.
 *
 * <p>{@link #toString} is for people: {@code products:v2:42L,"shoes"}. A key whose text is longer
 * than {@value #MAX_TEXT} characters holds a SHA-256 of it instead of the parameters, and says so:
 * {@code "Lorem ips~sha256:9f86d0...}. Parameters of classes that are no values of the JDK, records
 * or enums have no text of their own; a key with such a parameter keeps it at any length.
 *
 * <p>Immutable if the parameters are; arrays are copied. Thread-safe. Serializable if the
 * parameters are.
 */
public final class MethodKey implements GeneratedCacheKey {
  /** The most characters of a key's text. */
  public static final int MAX_TEXT = 512;

  @Serial private static final long serialVersionUID = 1L;

  /** What ends the scope of a hashed key, so that no parameter can pretend to be a hash. */
  private static final String HASHED = "~";

  /** Prefix and version with their colons. */
  private final String scope;

  @SuppressWarnings("serial") // serializable if the application's parameters are
  private final @Nullable Object[] parameters;

  /** Computed when first asked for; 0 = not yet. Races end in the same value. */
  private transient int hash;

  private transient @Nullable String text;

  /**
   * For copies by value, which fill the fields in afterwards. Without it they would be made as
   * deserialized objects are, and the JDK would go on remembering the class, softly, after the
   * application is undeployed.
   */
  @SuppressWarnings("unused") // by reflection
  private MethodKey() {
    this("", new @Nullable Object[0]);
  }

  private MethodKey(String scope, @Nullable Object[] parameters) {
    this.scope = scope;
    this.parameters = parameters;
  }

  /**
   * The key of a call, without prefix and version.
   *
   * @param parameters the method's key parameters in their order; each may be null
   * @return the key; never null
   */
  public static MethodKey of(@Nullable Object... parameters) {
    return make(/* scope= */ "", parameters);
  }

  static MethodKey make(String scope, @Nullable Object[] parameters) {
    // The outer array of a varargs call may be a String[] or so; the copy takes anything.
    @Nullable Object[] copy = new @Nullable Object[parameters.length];
    for (int i = 0; i < copy.length; i++) {
      Object parameter = parameters[i];
      copy[i] = parameter == null ? null : ArrayCopies.copy(parameter);
    }
    return KeyLength.isBelow(MAX_TEXT - scope.length(), copy)
        ? new MethodKey(scope, copy)
        : bounded(scope, copy);
  }

  private static MethodKey bounded(String scope, @Nullable Object[] parameters) {
    KeyText text = KeyText.of(scope, parameters);
    if (!text.isExact() || text.length() <= MAX_TEXT) {
      MethodKey key = new MethodKey(scope, parameters);
      key.text = text.bounded();
      return key;
    }
    String hashed = text.bounded();
    MethodKey key =
        new MethodKey(scope + HASHED, new @Nullable Object[] {hashed.substring(scope.length())});
    key.text = hashed;
    return key;
  }

  private boolean isHashed() {
    return scope.endsWith(HASHED);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof MethodKey that)
        || hashCode() != that.hashCode()
        || !scope.equals(that.scope)
        || parameters.length != that.parameters.length) {
      return false;
    }
    // As Arrays.deepEquals, without its detour for the usual single value.
    return parameters.length == 1
        ? Objects.deepEquals(parameters[0], that.parameters[0])
        : Arrays.deepEquals(parameters, that.parameters);
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = 31 * scope.hashCode() + Arrays.deepHashCode(parameters);
      hash = known;
    }
    return known;
  }

  /**
   * Prefix, version and parameters in the manner of Java literals: {@code prefix:v2:42L,"abc"};
   * {@code ()} without parameters. Different keys have different texts, unless a parameter's class
   * has no text of its own.
   *
   * @return at most {@value #MAX_TEXT} characters; never null
   */
  @Override
  public String toString() {
    String known = text;
    if (known == null) {
      known =
          isHashed()
              ? scope.substring(0, scope.length() - HASHED.length()) + parameters[0]
              : KeyText.of(scope, parameters).bounded();
      text = known;
    }
    return known;
  }
}
