package dev.beckon.identity;

/**
 * A visitor turned out to be another one.
 *
 * @param visitorId who was merged
 * @param into who it turned out to be
 */
public record MergeLink(String visitorId, String into) {

	public MergeLink {
		if (visitorId.equals(into)) {
			throw new IllegalArgumentException("a visitor is not merged into itself");
		}
	}

}
