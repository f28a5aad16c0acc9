package dev.beckon.log;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.Valid;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where and when this process keeps what it wants to know at its next start.
 *
 * @param snapshotDir a directory of this process's own; without one nothing is kept
 * @param snapshot of the views that follow a topic
 */
@Validated
@ConfigurationProperties("beckon")
public record SnapshotProperties(@Nullable Path snapshotDir, @DefaultValue @Valid Rules snapshot) {

	public SnapshotProperties {
		snapshotDir = (snapshotDir == null || snapshotDir.toString().isBlank()) ? null : snapshotDir;
	}

	/**
	 * Snapshots of views.
	 *
	 * @param interval how often they are saved while the process runs; they are saved at
	 * its end too
	 * @param maxAge an older one is not used; less than the topic's
	 * {@code delete.retention.ms}, for which Kafka keeps tombstones
	 * @param maxSize one that would be larger is not saved
	 */
	public record Rules(@DefaultValue("10m") @DurationMin(seconds = 1) Duration interval,
			@DefaultValue("12h") @DurationMin(minutes = 1) Duration maxAge, @DefaultValue("400MB") DataSize maxSize) {

	}

}
