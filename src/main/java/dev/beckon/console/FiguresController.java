package dev.beckon.console;

import java.time.Instant;
import java.time.InstantSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.attribution.Query;
import dev.beckon.attribution.Query.Only;
import dev.beckon.ops.ManagementController;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The figures of the console, as JSON and as a table to take away. */
@ManagementController
class FiguresController {

	private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

	private final FiguresReport report;

	private final ObjectMapper json;

	private final InstantSource clock;

	FiguresController(FiguresReport report, ObjectMapper json, InstantSource clock) {
		this.report = report;
		this.json = json;
		this.clock = clock;
	}

	@GetMapping("/console/figures")
	ResponseEntity<JsonNode> figures(@RequestParam(defaultValue = "24h") String period,
			@RequestParam(required = false) @Nullable String placement,
			@RequestParam(required = false) @Nullable String source,
			@RequestParam(required = false) @Nullable String category) {
		Instant now = this.clock.instant();
		Query query = Period.of(period).until(now, new Only(placement, source, category));
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(this.json.valueToTree(this.report.page(query, now)));
	}

	@GetMapping("/console/figures.csv")
	ResponseEntity<String> table(@RequestParam(defaultValue = "24h") String period,
			@RequestParam(defaultValue = "source") String by,
			@RequestParam(required = false) @Nullable String placement,
			@RequestParam(required = false) @Nullable String category) {
		Instant now = this.clock.instant();
		Query query = Period.of(period).until(now, new Only(placement, null, category));
		String table = Tables.of(by).write(this.report.page(query, now).figures());
		ContentDisposition file = ContentDisposition.attachment()
			.filename("beckon-" + by + "-" + period + ".csv")
			.build();
		return ResponseEntity.ok()
			.contentType(CSV)
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
			.body(table);
	}

}
