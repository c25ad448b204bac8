package io.nearfar.examples.catalogue;

/**
 * What a cache has done on this server since it was made there.
 *
 * @param cache its name
 * @param nearHits reads answered by a copy in this JVM
 * @param farHits reads answered by Redis
 * @param misses reads that found nothing, and had to ask the database, where it knows more
 * @param nearEntries copies in this JVM
 * @param link how this server hears of the changes of others: {@code linked}, {@code polling},
 *     {@code blind}, or {@code none} if it keeps no copies
 */
public record CacheFigures(
    String cache, long nearHits, long farHits, long misses, long nearEntries, String link) {}
