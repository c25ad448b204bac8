/** The texts of messages and exceptions. */
@NullMarked
package io.nearfar.cdi.internal.messages;

import org.jspecify.annotations.NullMarked;
