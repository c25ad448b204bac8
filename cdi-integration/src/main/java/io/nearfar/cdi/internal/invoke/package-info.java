/**
 * The interceptors, and what they call: model, keys and results bound together.
 *
 * <p>Their place is at {@code PLATFORM_BEFORE + 190} to {@code + 193}, just outside of
 * {@code @Transactional} at {@code PLATFORM_BEFORE + 200}: a hit begins no transaction, and a
 * change after the invocation is made after the commit of a transaction that the method began; made
 * before it, others could load the old state into the cache again, and a failed commit would leave
 * what never was. In a transaction that the caller began, the change still comes before its commit.
 * A hit does not reach interceptors further inside, those of the application among them.
 */
@NullMarked
package io.nearfar.cdi.internal.invoke;

import org.jspecify.annotations.NullMarked;
