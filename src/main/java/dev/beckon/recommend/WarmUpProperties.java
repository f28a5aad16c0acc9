package dev.beckon.recommend;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a process gets warm before it is ready.
 *
 * @param enabled whether to answer sample requests first
 * @param maxTime after how long the process is ready even if its answers are still
 * getting faster
 */
public record WarmUpProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("40s") @DurationMin(millis = 0) @DurationMax(minutes = 5) Duration maxTime) {
}
