package dev.beckon.recommend;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How answers are given.
 *
 * @param latencyBudget time for a whole answer; a request may lower it
 * @param rankingReserve what must be left of the budget for the ranking to begin; a read
 * of the profile ends when twice as much is left
 * @param overloadWait a request that has waited longer for its turn is answered from
 * memory, labelled {@code overload}
 * @param overloadQueue where more requests than that wait for their turn, answers are
 * from memory, labelled {@code overload}, and where twice as many do, not ranked either
 * @param concurrentReads answers that may wait for Redis at once; beyond it they come
 * from memory, labelled {@code overload}
 * @param settleTime how long after a visitor's first interaction the profile may still be
 * on its way to Redis; after it a missing profile counts as evicted
 * @param maxLimit the largest limit a request may ask for
 * @param maxExcluded the most items a request may exclude
 * @param maxRows the most rows a page may ask for
 * @param warmUp how the process gets warm before it is ready
 * @param placements the known placements and their rules
 */
@Validated
@ConfigurationProperties("beckon.recommend")
public record RecommendProperties(
		@DefaultValue("50ms") @DurationMin(millis = 1) @DurationMax(seconds = 10) Duration latencyBudget,
		@DefaultValue("10ms") @DurationMin(millis = 0) @DurationMax(seconds = 1) Duration rankingReserve,
		@DefaultValue("10ms") @DurationMin(millis = 0) @DurationMax(seconds = 1) Duration overloadWait,
		@DefaultValue("16") @Min(0) int overloadQueue, @DefaultValue("256") @Min(0) int concurrentReads,
		@DefaultValue("2s") @DurationMin(millis = 0) Duration settleTime,
		@DefaultValue("100") @Min(1) @Max(1_000) int maxLimit, @DefaultValue("500") @Min(0) int maxExcluded,
		@DefaultValue("10") @Min(1) @Max(50) int maxRows, @DefaultValue @Valid WarmUpProperties warmUp,
		@NotEmpty Map<String, @Valid PlacementRules> placements) {
}
