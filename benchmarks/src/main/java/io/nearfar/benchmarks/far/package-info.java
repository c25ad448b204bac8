/** Far operations, against a real Redis on this machine, beside the client's bare commands. */
@NullMarked
package io.nearfar.benchmarks.far;

import org.jspecify.annotations.NullMarked;
