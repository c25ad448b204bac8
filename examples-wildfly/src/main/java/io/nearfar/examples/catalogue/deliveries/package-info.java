/**
 * How long suppliers take to deliver. {@link io.nearfar.examples.catalogue.deliveries.Deliveries}
 * caches what comes later, in a {@code CompletionStage}, until an event says that all of it is
 * outdated.
 */
@NullMarked
package io.nearfar.examples.catalogue.deliveries;

import org.jspecify.annotations.NullMarked;
