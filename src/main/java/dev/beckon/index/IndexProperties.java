package dev.beckon.index;

import java.nio.file.Path;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much the index holds, and how it is asked.
 *
 * @param maxSessions most past sessions held; the oldest are forgotten
 * @param maxItems most items held; further ones are ignored until others are forgotten
 * @param maxMemory most memory the index takes, as it counts it; the oldest sessions are
 * forgotten
 * @param maxSessionItems how many of a session's newest touches are kept
 * @param sessionsPerItem how many of the sessions that touched an item are kept for it
 * @param model a model version's file, as tuning writes it; without one, the untuned
 * blend serves
 */
@Validated
@ConfigurationProperties("beckon.index")
record IndexProperties(@DefaultValue("2000000") @Min(1) @Max(200_000_000) int maxSessions,
		@DefaultValue("1000000") @Min(1) @Max(100_000_000) int maxItems, @DefaultValue("512MB") DataSize maxMemory,
		@DefaultValue("50") @Min(2) @Max(1000) int maxSessionItems,
		@DefaultValue("256") @Min(1) @Max(100_000) int sessionsPerItem, @Nullable Path model) {

	/** Who reloads a page ten times says little more than who came back once. */
	private static final int LONGEST_RUN = 2;

	IndexProperties {
		model = (model != null && model.toString().isEmpty()) ? null : model;
	}

	IndexBounds bounds() {
		return new IndexBounds(this.maxSessions, this.maxItems, this.maxMemory.toBytes(), this.maxSessionItems,
				this.sessionsPerItem, LONGEST_RUN);
	}

}
