package io.nearfar.examples.catalogue.deliveries;

/**
 * How long a supplier takes to deliver.
 *
 * @param supplierId the number of the supplier
 * @param days the time in days
 */
public record Delivery(long supplierId, int days) {}
