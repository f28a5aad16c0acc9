package dev.beckon.access;

import java.util.Locale;

/**
 * What somebody is to the service. No role includes another, but for the shop's own data.
 */
enum Role {

	/** Sends events and asks for answers: the shop's pages, where the key is public. */
	STOREFRONT,

	/** Reads the console and edits rules. */
	MARKETER,

	/** Sees and turns whatever the management port has. */
	SRE,

	/** Sets the catalogue, sees and forgets visitors, and does what a storefront does. */
	ADMIN;

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
