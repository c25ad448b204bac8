/**
 * Immutable settings, their defaults, and the ways to give them: the typed builder, the
 * configuration file, system properties and environment variables.
 */
@NullMarked
package io.nearfar.config;

import org.jspecify.annotations.NullMarked;
