package io.nearfar.internal.jcache;

import java.net.URI;

/**
 * Which cache this is, for messages.
 *
 * @param name the cache's name
 * @param manager the URI of its manager
 */
record CacheIdentity(String name, URI manager) {}
