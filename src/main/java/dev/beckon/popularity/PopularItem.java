package dev.beckon.popularity;

/**
 * An item that many visitors touched lately.
 *
 * @param itemId the item
 * @param score 0..1, relative to the most popular item of the same list; 0 for an item
 * nobody has touched yet
 */
public record PopularItem(String itemId, float score) {
}
