/**
 * Tags of annotations, such as {@code item:{result.id}}: read and checked against the types of a
 * method once, evaluated for each value that is stored or call that invalidates. Knows methods and
 * types only, no annotations.
 */
@NullMarked
package io.nearfar.cdi.internal.expressions;

import org.jspecify.annotations.NullMarked;
