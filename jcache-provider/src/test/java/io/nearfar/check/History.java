package io.nearfar.check;

import java.util.List;

/**
 * What all nodes have written down.
 *
 * @param operations in no particular order
 */
record History(List<Operation> operations) {}
