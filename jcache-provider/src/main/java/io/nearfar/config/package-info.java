/**
 * Immutable settings, their defaults, and the ways to give them.
 *
 * <p>Applications make a {@link io.nearfar.config.NearfarConfiguration} with its builder, or give a
 * standard configuration. A cache manager loads {@link io.nearfar.config.ManagerSettings} once: the
 * configuration file, system properties and environment variables. Together they give the {@link
 * io.nearfar.config.CacheSettings} of a cache, and the {@link io.nearfar.config.FarSettings} of the
 * manager's far tier; {@link io.nearfar.config.Defaults} has what nobody says. Whatever is wrong is
 * reported at once, in one {@link io.nearfar.config.NearfarConfigurationException}.
 *
 * <p>Inside, two tables ({@code Setting}, {@code FarSetting}) list all settings. Parser, names of
 * properties and variables, JSON schema and reference page are derived from them. Passwords are
 * {@link io.nearfar.config.Secret}s from the moment they are read.
 */
@NullMarked
package io.nearfar.config;

import org.jspecify.annotations.NullMarked;
