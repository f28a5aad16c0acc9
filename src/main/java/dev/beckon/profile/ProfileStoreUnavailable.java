package dev.beckon.profile;

import org.jspecify.annotations.Nullable;

/**
 * Profiles could not be written, or no replica has acknowledged them. Some of the batch
 * may be written; to write all of it again is safe.
 */
public class ProfileStoreUnavailable extends RuntimeException {

	ProfileStoreUnavailable(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
