/** The interceptors, and what they call: model, keys and results bound together. */
@NullMarked
package io.nearfar.cdi.internal.invoke;

import org.jspecify.annotations.NullMarked;
