/**
 * A JCache provider for tests that stands for several processes of one application: each operation
 * goes to one of two nodes, chosen by chance. A node is the provider under test in a class loader
 * of its own, so that the nodes share nothing but the servers of the far tier.
 */
@NullMarked
package io.nearfar.tck.nodes;

import org.jspecify.annotations.NullMarked;
