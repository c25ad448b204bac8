package io.nearfar.internal.jcache;

import io.nearfar.config.ManagerSettings;
import io.nearfar.internal.engine.Background;
import io.nearfar.spi.Ticker;
import java.net.URI;
import java.util.Properties;

/**
 * What a manager is made of.
 *
 * @param uri its name, and possibly the address of its configuration file
 * @param loader finds the application's classes
 * @param properties as given by the application
 * @param settings what file, system properties and environment say
 * @param background the provider's threads
 * @param ticker the clock of all expiry
 */
record ManagerContext(
    URI uri,
    ClassLoader loader,
    Properties properties,
    ManagerSettings settings,
    Background background,
    Ticker ticker) {}
