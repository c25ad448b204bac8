/** Checks the models of the protocol in {@code docs/model}. */
@NullMarked
package io.nearfar.model;

import org.jspecify.annotations.NullMarked;
