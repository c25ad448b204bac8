/**
 * A product catalogue on WildFly that reads its database through caches.
 *
 * <p>A request passes three layers. {@link io.nearfar.examples.catalogue.ProductResource} and its
 * siblings speak HTTP; {@link io.nearfar.examples.catalogue.Products}, {@link
 * io.nearfar.examples.catalogue.ProductLists}, {@link io.nearfar.examples.catalogue.Searches} and
 * {@link io.nearfar.examples.catalogue.Reports} have the annotations that say what is cached, with
 * which tags; {@link io.nearfar.examples.catalogue.ProductRepository}, {@link
 * io.nearfar.examples.catalogue.SearchRepository} and {@link
 * io.nearfar.examples.catalogue.ReportRepository} know the database. Changes go through {@link
 * io.nearfar.examples.catalogue.ProductCatalogue}, in a transaction that the first layer begins.
 *
 * <p>Two smaller packages show what else there is: {@link io.nearfar.examples.catalogue.visitors}
 * and {@link io.nearfar.examples.catalogue.deliveries}.
 *
 * <p>The rest is for the page: {@link io.nearfar.examples.catalogue.CatalogueResource} and {@link
 * io.nearfar.examples.catalogue.EntryResource} show what the caches do.
 */
@NullMarked
package io.nearfar.examples.catalogue;

import org.jspecify.annotations.NullMarked;
