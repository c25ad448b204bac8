package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.InvalidateTags;
import io.nearfar.cdi.internal.expressions.TagList;
import java.util.List;

/**
 * {@code @InvalidateTags}.
 *
 * @param cacheNames at least one
 * @param tags what is invalidated
 * @param filter exceptions that don't prevent it
 */
public record TagInvalidation(
    MethodFacts method,
    InvalidateTags annotation,
    List<String> cacheNames,
    TagList tags,
    ThrowableFilter filter)
    implements Intercepted {}
