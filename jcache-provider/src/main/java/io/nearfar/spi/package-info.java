/**
 * What can be plugged into Nearfar: clocks, copiers, and the two ports through which the far tier
 * is reached. Interfaces and records only; this package depends on nothing else of Nearfar.
 */
@NullMarked
package io.nearfar.spi;

import org.jspecify.annotations.NullMarked;
