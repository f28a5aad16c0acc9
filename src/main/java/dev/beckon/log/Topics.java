package dev.beckon.log;

/** The names of the topics; what each holds is in {@code docs/events.md}. */
public final class Topics {

	public static final String INTERACTIONS = "beckon.interactions";

	public static final String SESSIONS = "beckon.sessions";

	public static final String ITEMS = "beckon.items";

	public static final String IMPRESSIONS = "beckon.impressions";

	public static final String CONTROL = "beckon.control";

	public static final String PROCESSES = "beckon.processes";

	public static final String LATE = "beckon.interactions.late";

	public static final String DEAD_LETTERS = "beckon.interactions.dlt";

	private Topics() {
	}

}
