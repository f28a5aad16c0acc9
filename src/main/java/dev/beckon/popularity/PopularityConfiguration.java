package dev.beckon.popularity;

import java.nio.file.Path;
import java.time.InstantSource;

import dev.beckon.role.Serving;
import dev.beckon.catalog.Catalogue;
import dev.beckon.log.SnapshotProperties;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires popularity: the counts, the thread that ranks them, and the file. */
@Serving
@Configuration(proxyBeanMethods = false)
class PopularityConfiguration {

	@Bean
	Popularity popularity(Catalogue catalogue, PopularityProperties properties) {
		return new Popularity(catalogue, properties, InstantSource.system());
	}

	@Bean
	RankingRefresh rankingRefresh(Popularity popularity, PopularityProperties properties, SnapshotProperties snapshots,
			MeterRegistry meters) {
		Path directory = snapshots.snapshotDir();
		return new RankingRefresh(popularity, properties, new PopularityMetrics(meters, popularity),
				(directory != null) ? new RankingFile(directory) : null);
	}

}
