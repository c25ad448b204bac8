package io.nearfar.config;

import org.jspecify.annotations.Nullable;

/**
 * Who logs in. Immutable and thread-safe; {@code toString} does not show the password.
 *
 * @param username the user of an access control list; null = the server's default user
 * @param password the password; null = no login
 */
public record FarLogin(@Nullable String username, @Nullable Secret password) {

  /** No login. */
  public static final FarLogin NONE = new FarLogin(null, null);
}
