/** The JSR-107 annotations on Jakarta CDI: a skeleton as yet. */
@NullMarked
package io.nearfar.cdi;

import org.jspecify.annotations.NullMarked;
