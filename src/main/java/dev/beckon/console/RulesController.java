package dev.beckon.console;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.http.Problems;
import dev.beckon.ops.ManagementController;
import dev.beckon.rule.Rule;
import dev.beckon.rule.Rules;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The marketers' rules over HTTP. A change is answered once Kafka has it, and every
 * process follows; reading needs nobody.
 */
@ManagementController
class RulesController {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private static final String NOBODY_KNOWN = "anonymous";

	private final Rules rules;

	private final RuleRequests requests;

	private final ObjectMapper json;

	private final InstantSource clock;

	RulesController(Rules rules, RuleRequests requests, ObjectMapper json, InstantSource clock) {
		this.rules = rules;
		this.requests = requests;
		this.json = json;
		this.clock = clock;
	}

	/** All rules, the last changed first. */
	record All(List<Rule> rules) {
	}

	@GetMapping("/console/rules")
	JsonNode rules() {
		return this.json.valueToTree(new All(this.rules.all()));
	}

	@PostMapping("/console/rules")
	JsonNode add(InputStream body, @Nullable Principal who) throws IOException {
		Rule rule = this.requests.read(body.readNBytes(RuleRequests.MAX_BYTES + 1), by(who));
		if (this.rules.isFull()) {
			throw Problems.badRequest("body", "is one rule too many: end one of the " + Rules.MAX + " first");
		}
		return append(rule);
	}

	/** Ends a rule; it stays to be seen. */
	@DeleteMapping("/console/rules/{id}")
	JsonNode end(@PathVariable String id, @Nullable Principal who) {
		Rule rule = this.rules.find(id);
		if (rule == null) {
			throw Problems.notFound("id", "is that of no rule");
		}
		return append(rule.ended(by(who), this.clock.instant().truncatedTo(ChronoUnit.MILLIS)));
	}

	private JsonNode append(Rule rule) {
		try {
			this.rules.append(rule).join();
		}
		catch (CompletionException lost) {
			throw Problems.unavailable("Kafka did not acknowledge the rule. Look at the rules, and try again.",
					RETRY_AFTER);
		}
		return this.json.valueToTree(rule);
	}

	static String by(@Nullable Principal who) {
		return (who == null) ? NOBODY_KNOWN : who.getName();
	}

}
