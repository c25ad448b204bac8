/**
 * Runs the JSR-107 TCK and judges the outcome.
 *
 * <p>{@link io.nearfar.tck.RunPlan} decides before the runs which of them take place and on which
 * JDK; Maven's failsafe plugin carries them out; {@link io.nearfar.tck.TckSummary} reads the
 * reports, prints one line per run and fails the build if anything is missing or wrong.
 */
@NullMarked
package io.nearfar.tck;

import org.jspecify.annotations.NullMarked;
