package dev.beckon.index;

/**
 * An item that may be recommended.
 *
 * @param itemId the item
 * @param score how strongly it is recommended; comparable within one answer only
 * @param because the item of the visitor's touches that did most for it
 */
public record Candidate(String itemId, float score, String because) {
}
