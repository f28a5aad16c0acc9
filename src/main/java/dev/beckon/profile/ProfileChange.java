package dev.beckon.profile;

import java.util.List;

import dev.beckon.event.Touch;

/**
 * What has become known of one visitor.
 *
 * @param touches what the visitor did, in any order
 * @param forgottenThroughMillis event time through which the visitor is to be forgotten,
 * or -1
 */
public record ProfileChange(List<Touch> touches, long forgottenThroughMillis) {

	/** Nothing new: only fills a profile that has gone missing. */
	static final ProfileChange NONE = new ProfileChange(List.of(), -1);

	public ProfileChange {
		touches = List.copyOf(touches);
	}

}
