/**
 * Load on the catalogue, as visitors of a shop make it: {@link io.nearfar.examples.load.Load} asks
 * its servers for what {@link io.nearfar.examples.load.Visitor}s want, and measures. Knows nothing
 * but their addresses.
 */
package io.nearfar.examples.load;
