package dev.beckon.attribution;

import java.util.function.BooleanSupplier;

/**
 * What answers led to, the same in every process: a view of {@code beckon.impressions}
 * and {@code beckon.interactions}, which meet at the {@code recommendationId}.
 *
 * <p>
 * Thread safety: safe.
 */
public final class Attribution {

	private final Ledger ledger;

	private final AttributionProperties properties;

	private final BooleanSupplier caughtUp;

	Attribution(Ledger ledger, AttributionProperties properties, BooleanSupplier caughtUp) {
		this.ledger = ledger;
		this.properties = properties;
		this.caughtUp = caughtUp;
	}

	/** Counts what came of the answers that are asked for. */
	public Figures figures(Query query) {
		return this.ledger.figures(query);
	}

	/** Whether all that the log held when this process began to read it is counted. */
	public boolean isComplete() {
		return this.caughtUp.getAsBoolean();
	}

	/** What counts, and for how long. */
	public AttributionProperties properties() {
		return this.properties;
	}

}
