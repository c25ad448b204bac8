package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.BatchInvalidation;

/**
 * {@code @BatchInvalidation}.
 *
 * @param filter exceptions that drop what was collected
 */
public record BatchScope(MethodFacts method, BatchInvalidation annotation, ThrowableFilter filter)
    implements Intercepted {}
