/** The portable extension: what containers of Jakarta EE and Weld SE load. */
@NullMarked
package io.nearfar.cdi.internal.portable;

import org.jspecify.annotations.NullMarked;
