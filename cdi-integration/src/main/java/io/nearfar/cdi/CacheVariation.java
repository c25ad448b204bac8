package io.nearfar.cdi;

import io.nearfar.cdi.internal.messages.CdiMessages;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.security.Principal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls, for {@link CachePolicy#varyBy}. The application makes one bean of it and
 * overrides what it needs; without a bean, there are the defaults for user and locale. Each is
 * asked in the thread of the call, before the cache is; it should be quick. Thread-safe.
 */
public interface CacheVariation {

  /**
   * The caller.
   *
   * @return by default the name of the {@code Principal} that the container injects; null = nobody
   *     known, whose results are shared by all who are not known
   * @throws IllegalStateException by default, if the container has no {@code Principal}
   */
  default @Nullable String user() {
    Instance<Principal> principals = CDI.current().select(Principal.class);
    if (!principals.isResolvable()) {
      throw new IllegalStateException(CdiMessages.noPrincipal());
    }
    Principal principal = principals.get();
    return principal == null ? null : principal.getName();
  }

  /**
   * The caller's roles: all that results may depend on.
   *
   * @return their names; may be empty
   * @throws IllegalStateException by default
   */
  default Set<String> roles() {
    throw new IllegalStateException(CdiMessages.notTold("roles"));
  }

  /**
   * The tenant.
   *
   * @return its name; null = none, whose results are shared by all calls without one
   * @throws IllegalStateException by default
   */
  default @Nullable String tenant() {
    throw new IllegalStateException(CdiMessages.notTold("tenant"));
  }

  /**
   * The locale.
   *
   * @return by default that of the JVM
   */
  default Locale locale() {
    return Locale.getDefault();
  }
}
