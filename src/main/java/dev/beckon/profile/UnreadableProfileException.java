package dev.beckon.profile;

/** Bytes that are not a profile, or not in a version this process can read. */
class UnreadableProfileException extends RuntimeException {

	UnreadableProfileException(String message) {
		super(message);
	}

	UnreadableProfileException(String message, Throwable cause) {
		super(message, cause);
	}

}
