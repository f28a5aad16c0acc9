package dev.beckon.ingest;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How interactions come in.
 *
 * @param allowedLateness how far behind its partition's watermark an interaction may be
 * and still count
 * @param maxFuture how far ahead of the service's clock a timestamp may be
 * @param maxAge how old a timestamp may be at {@code POST /v1/events}
 * @param maxEvents events in one {@code POST /v1/events}
 * @param consumers threads per consumer group in this process; more than there are
 * partitions are idle
 * @param pollRecords records a batch has at most, which it only has when there is much to
 * catch up with
 * @param retryDelay pause before what could not be written is tried again
 * @param maxParked interactions kept in memory while their shards are away; beyond it the
 * profiles listener waits for them
 * @param transactionTimeout when Kafka gives up on the transaction of a process that died
 * @param yieldAbove p99 of this process's answers, or latency of Redis, above which
 * listeners with a backlog slow down
 * @param leastShare the share of its time a listener works at the least, over 0 to 1
 */
@Validated
@ConfigurationProperties("beckon.ingest")
public record IngestProperties(@DefaultValue("24h") @DurationMin(seconds = 0) Duration allowedLateness,
		@DefaultValue("5m") @DurationMin(seconds = 0) Duration maxFuture,
		@DefaultValue("30d") @DurationMin(hours = 1) Duration maxAge,
		@DefaultValue("500") @Min(1) @Max(10_000) int maxEvents, @DefaultValue("1") @Min(1) @Max(64) int consumers,
		@DefaultValue("20000") @Min(1) @Max(100_000) int pollRecords,
		@DefaultValue("500ms") @DurationMin(millis = 1) Duration retryDelay,
		@DefaultValue("200000") @Min(0) @Max(10_000_000) int maxParked,
		@DefaultValue("10s") @DurationMin(seconds = 1) Duration transactionTimeout,
		@DefaultValue("10ms") @DurationMin(millis = 1) Duration yieldAbove,
		@DefaultValue("0.05") @DecimalMin("0.01") @DecimalMax("1") double leastShare) {
}
