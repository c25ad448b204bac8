/**
 * Keeps the near copies of all nodes true: follows the announcements of changes, notices those that
 * were lost, and repairs. It says what has become of the originals through {@link
 * io.nearfar.internal.coherence.CopyKeeper}, and knows neither tier.
 */
@NullMarked
package io.nearfar.internal.coherence;

import org.jspecify.annotations.NullMarked;
