/**
 * A product catalogue on WildFly that reads its database through JCache.
 *
 * <p>A request passes three layers. {@link io.nearfar.examples.catalogue.ProductResource} and its
 * siblings speak HTTP, {@link io.nearfar.examples.catalogue.ProductCatalogue} and {@link
 * io.nearfar.examples.catalogue.Reports} know the caches, {@link
 * io.nearfar.examples.catalogue.ProductRepository} and {@link
 * io.nearfar.examples.catalogue.ReportRepository} know the database. The caches come from {@link
 * io.nearfar.examples.catalogue.CatalogueCaches}, the only class that names the provider.
 */
@NullMarked
package io.nearfar.examples.catalogue;

import org.jspecify.annotations.NullMarked;
