package dev.beckon.profile;

import java.nio.charset.StandardCharsets;

/** The keys of profiles. */
final class Keys {

	private static final String PREFIX = "profile:";

	private Keys() {
	}

	static byte[] of(String visitorId) {
		return (PREFIX + visitorId).getBytes(StandardCharsets.UTF_8);
	}

}
