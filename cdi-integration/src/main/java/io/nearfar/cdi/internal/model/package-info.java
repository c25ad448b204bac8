/** What annotated methods say, read once: plain data, no CDI. */
@NullMarked
package io.nearfar.cdi.internal.model;

import org.jspecify.annotations.NullMarked;
