package dev.beckon.popularity;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where this process keeps what it wants to know at its next start, should Kafka be away.
 *
 * @param snapshotDir a directory of this process's own; without one nothing is kept
 */
@ConfigurationProperties("beckon")
record SnapshotProperties(@Nullable Path snapshotDir) {

	SnapshotProperties {
		snapshotDir = (snapshotDir == null || snapshotDir.toString().isBlank()) ? null : snapshotDir;
	}

}
