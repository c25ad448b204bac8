/**
 * Immutable settings, their defaults, and the ways to give them.
 *
 * <p>Applications make a {@link io.nearfar.config.NearfarConfiguration} with its builder, or give a
 * standard configuration. A cache manager loads {@link io.nearfar.config.ManagerSettings} once: the
 * configuration file, system properties and environment variables. Together they give the {@link
 * io.nearfar.config.CacheSettings} of a cache; {@link io.nearfar.config.Defaults} has what nobody
 * says. Whatever is wrong is reported at once, in one {@link
 * io.nearfar.config.NearfarConfigurationException}.
 *
 * <p>Inside, one table ({@code Setting}) lists all settings. Parser, names of properties and
 * variables, JSON schema and reference page are derived from it.
 */
@NullMarked
package io.nearfar.config;

import org.jspecify.annotations.NullMarked;
