/** What an annotation that caches costs a call. */
@NullMarked
package io.nearfar.benchmarks.annotations;

import org.jspecify.annotations.NullMarked;
