package dev.beckon.control;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of what can be switched: each source but the last, which must always answer,
 * and each shard's breaker.
 */
public final class Switches {

	/** The sources of an answer in the order they are asked. */
	public static final List<String> SOURCES = List.of("profile", "session_view", "similar", "category_popular",
			"popular");

	/** The sources that may be switched off. */
	public static final List<String> SWITCHABLE_SOURCES = SOURCES.subList(0, SOURCES.size() - 1);

	/** The source that shards keep. */
	static final String PROFILE = SOURCES.getFirst();

	private static final Pattern SHARD = Pattern.compile("shard-(0|[1-9]\\d{0,2})");

	private Switches() {
	}

	/** Whether a switch may have this name. */
	public static boolean isName(String name) {
		return SWITCHABLE_SOURCES.contains(name) || isShard(name);
	}

	/** Whether this is the breaker of a shard. */
	public static boolean isShard(String name) {
		return SHARD.matcher(name).matches();
	}

	/** The sources a drill on this switch may send answers to. */
	public static List<String> targets(String name) {
		return isShard(name) ? SOURCES.subList(1, 2) : SOURCES.subList(SOURCES.indexOf(name) + 1, SOURCES.size());
	}

	/** The sources that an answer on a drill goes past. */
	public static List<String> skipped(String source, Drill drill) {
		return SOURCES.subList(SOURCES.indexOf(source), SOURCES.indexOf(drill.target()));
	}

}
