/** What a cache can do beyond JSR-107. */
@NullMarked
package io.nearfar.cache;

import org.jspecify.annotations.NullMarked;
