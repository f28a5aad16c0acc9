package dev.beckon.log;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics Beckon creates when they are missing.
 *
 * @param createTopics whether to create missing topics; turn off where topics are made by
 * someone else
 * @param partitions partitions of the topics keyed by visitor; the upper bound of
 * ingesting consumers
 * @param replicas copies of each partition; 3 in production, 1 on a single broker
 * @param interactionsRetention how long interactions are kept, and so how far back
 * profiles can be rebuilt
 * @param sessionsRetention how long past sessions are kept, and so what the index can
 * learn from
 * @param appendTimeout how long Kafka may take to acknowledge an event before the sender
 * is told to try again
 * @param pollTimeout how long a view waits for new records before it looks whether it
 * should stop
 */
@Validated
@ConfigurationProperties("beckon.log")
public record LogProperties(@DefaultValue("true") boolean createTopics,
		@DefaultValue("4") @Min(1) @Max(1024) int partitions, @DefaultValue("1") @Min(1) @Max(9) short replicas,
		@DefaultValue("7d") @DurationMin(hours = 1) Duration interactionsRetention,
		@DefaultValue("30d") @DurationMin(hours = 1) Duration sessionsRetention,
		@DefaultValue("4s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration appendTimeout,
		@DefaultValue("200ms") @DurationMin(millis = 1) Duration pollTimeout) {
}
