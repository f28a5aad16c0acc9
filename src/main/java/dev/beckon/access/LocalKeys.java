package dev.beckon.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a stack on one's own machine, one for each role. Anybody knows them. */
final class LocalKeys {

	private static final List<String> ORIGINS = List.of("http://localhost:[*]", "http://127.0.0.1:[*]");

	private LocalKeys() {
	}

	static String of(Role role) {
		return "local-" + role.wireName();
	}

	static List<ApiKey> all() {
		return Stream.of(Role.values())
			.map((role) -> new ApiKey(of(role), ApiKeys.sha256(of(role)), Set.of(role), null,
					(role == Role.STOREFRONT) ? ORIGINS : List.of(), false))
			.toList();
	}

}
