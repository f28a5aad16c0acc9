package dev.beckon.ops;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.control.Change;
import dev.beckon.control.Drill;
import dev.beckon.control.Mode;
import dev.beckon.control.Switchboard;
import dev.beckon.control.Switches;
import dev.beckon.http.Problems;
import dev.beckon.ops.SwitchboardReport.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The switchboard over HTTP. A change is answered once Kafka has it, and every process
 * follows; reading needs nobody.
 */
@ManagementController
@RequestMapping("${management.endpoints.web.base-path:/actuator}/switchboard")
class SwitchboardController {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private static final String NOBODY_KNOWN = "anonymous";

	private final Switchboard switchboard;

	private final SwitchboardReport report;

	private final SwitchRequests requests;

	private final ObjectMapper json;

	SwitchboardController(Switchboard switchboard, SwitchboardReport report, SwitchRequests requests,
			ObjectMapper json) {
		this.switchboard = switchboard;
		this.report = report;
		this.requests = requests;
		this.json = json;
	}

	/** One line of the audit. */
	record Audited(Instant at, String name, Mode from, Mode to, @Nullable Drill drill, String owner, String by,
			String reason, @Nullable Instant expiry) {

		static Audited of(Change change) {
			return new Audited(change.from(), change.name(), change.previous(), change.mode(), change.drill(),
					change.owner(), change.by(), change.reason(), change.expiry());
		}

	}

	/** The audit, newest first. */
	record Audit(List<Audited> changes) {
	}

	@GetMapping
	JsonNode board() {
		return this.json.valueToTree(this.report.board());
	}

	@GetMapping("/audit")
	JsonNode audit() {
		return this.json.valueToTree(new Audit(this.switchboard.audit().stream().map(Audited::of).toList()));
	}

	@GetMapping("/{name}")
	JsonNode row(@PathVariable String name) {
		Row row = this.report.row(name);
		if (row == null) {
			throw Problems.notFound("name", "must be one of " + this.report.names());
		}
		return this.json.valueToTree(row);
	}

	@PutMapping("/{name}")
	JsonNode turn(@PathVariable String name, InputStream body, @Nullable Principal who) throws IOException {
		requireSwitch(name);
		return append(this.requests.read(name, body.readNBytes(SwitchRequests.MAX_BYTES + 1), by(who)));
	}

	@DeleteMapping("/{name}")
	JsonNode release(@PathVariable String name, @RequestParam String owner, @RequestParam String reason,
			@Nullable Principal who) {
		requireSwitch(name);
		return append(this.requests.release(name, owner, reason, by(who)));
	}

	/**
	 * Any shard will do while no process knows which there are: it may be Redis's absence
	 * that calls for the switch.
	 */
	private void requireSwitch(String name) {
		List<String> names = this.report.names();
		boolean shardsKnown = names.stream().anyMatch(Switches::isShard);
		if (!names.contains(name) && (shardsKnown || !Switches.isShard(name))) {
			throw Problems.notFound("name", "must be one of " + names);
		}
	}

	private JsonNode append(Change change) {
		try {
			this.switchboard.append(change).join();
		}
		catch (CompletionException lost) {
			throw Problems.unavailable(
					"Kafka did not acknowledge the change. Look how the switch stands, and try again.", RETRY_AFTER);
		}
		return this.json.valueToTree(change);
	}

	private static String by(@Nullable Principal who) {
		return (who == null) ? NOBODY_KNOWN : who.getName();
	}

}
