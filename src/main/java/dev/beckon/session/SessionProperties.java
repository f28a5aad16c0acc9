package dev.beckon.session;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Visits, and how many of them a process keeps at hand.
 *
 * @param idleTimeout the longest gap inside one session
 * @param maxTouches interactions remembered per session
 * @param viewTouches interactions the view of current sessions keeps over all visitors;
 * beyond it the visitors go who have been away longest
 * @param viewSessions newest sessions the view keeps of one visitor
 * @param viewTtl how long the view keeps a visitor after their last interaction, by its
 * event time; at least the allowed lateness
 */
@Validated
@ConfigurationProperties("beckon.session")
public record SessionProperties(@DefaultValue("30m") @DurationMin(seconds = 1) Duration idleTimeout,
		@DefaultValue("200") @Min(1) @Max(2_000) int maxTouches, @DefaultValue("5000000") @Min(1_000) long viewTouches,
		@DefaultValue("48") @Min(1) @Max(48) int viewSessions,
		@DefaultValue("25h") @DurationMin(minutes = 1) Duration viewTtl) {

	/** The rules of the fold. */
	public SessionRules rules() {
		return new SessionRules(this.idleTimeout.toMillis(), this.maxTouches);
	}

}
