package dev.beckon.recommend;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which items are new, and how long they get a chance. Whether they do is said for each
 * placement, by its {@link PlacementRules#explorationShare()}.
 *
 * @param maxSessions an item that at most so many past sessions touched is new
 * @param impressions how often a process shows a new item to explore it
 * @param maxItems how many new items a process has in hand at a time
 * @param refreshInterval how often it looks for new items
 */
@Validated
@ConfigurationProperties("beckon.recommend.exploration")
record ExplorationProperties(@DefaultValue("10") @Min(0) @Max(1_000_000) int maxSessions,
		@DefaultValue("100") @Min(1) @Max(1_000_000) int impressions,
		@DefaultValue("10000") @Min(1) @Max(1_000_000) int maxItems,
		@DefaultValue("10s") @DurationMin(millis = 100) Duration refreshInterval) {
}
