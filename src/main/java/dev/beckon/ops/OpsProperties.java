package dev.beckon.ops;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How operators see and switch the fleet.
 *
 * @param process what this process is called; the host's name and something random when
 * empty
 * @param heartbeat how often a process tells the others how its breakers stand
 * @param timeToLive how long a process that tells nothing is still counted
 * @param maxHeld how long a switch may be held at most
 * @param confirmAbove the percentage of answers from which a drill has to be confirmed
 */
@Validated
@ConfigurationProperties("beckon.ops")
record OpsProperties(@DefaultValue("") String process,
		@DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration heartbeat,
		@DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 5) Duration timeToLive,
		@DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 7) Duration maxHeld,
		@DefaultValue("20") @Min(0) @Max(100) int confirmAbove) {
}
