package io.nearfar.internal.codec;

/**
 * A serializer of ours that itself tells {@link Copies} of each copy, before filling it where that
 * is possible: an object that leads back to itself then finds its copy.
 */
interface Tracked {}
