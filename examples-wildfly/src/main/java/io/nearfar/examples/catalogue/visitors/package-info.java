/**
 * What visitors look at. It is kept in caches alone, for all servers together: {@link
 * io.nearfar.examples.catalogue.visitors.LastSeen} by the annotations of the standard that store
 * and remove, {@link io.nearfar.examples.catalogue.visitors.Visits} by entry processors.
 */
@NullMarked
package io.nearfar.examples.catalogue.visitors;

import org.jspecify.annotations.NullMarked;
