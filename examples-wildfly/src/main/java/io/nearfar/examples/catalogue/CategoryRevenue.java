package io.nearfar.examples.catalogue;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A line of the revenue report.
 *
 * @param category the name of the category
 * @param products how many products it has
 * @param revenue what they brought in
 * @param undercutRevenue the part of the revenue that is in danger: it comes from products beside
 *     which ten or more of the same category cost less and sell better
 */
public record CategoryRevenue(
    String category, long products, BigDecimal revenue, BigDecimal undercutRevenue)
    implements Serializable {}
