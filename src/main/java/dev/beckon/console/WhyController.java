package dev.beckon.console;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.beckon.ops.ManagementController;
import dev.beckon.recommend.Previews;
import dev.beckon.recommend.Previews.Explained;
import dev.beckon.recommend.Previews.Question;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Why a visitor sees what they see, and what they would see with one more rule. */
@ManagementController
class WhyController {

	private final Previews previews;

	private final RuleRequests requests;

	private final Titles titles;

	private final ObjectMapper json;

	WhyController(Previews previews, RuleRequests requests, Titles titles, ObjectMapper json) {
		this.previews = previews;
		this.requests = requests;
		this.titles = titles;
		this.json = json;
	}

	@GetMapping("/console/why")
	JsonNode why(@RequestParam String visitorId, @RequestParam(required = false) @Nullable String placement,
			@RequestParam(required = false) @Nullable String itemId,
			@RequestParam(required = false) @Nullable String category) {
		return titled(this.previews.explain(new Question(visitorId, placement, itemId, category)));
	}

	/**
	 * The answer to {@code visitorId}, {@code placement}, {@code itemId} and
	 * {@code category} without and with a {@code rule}, as if it were in force.
	 */
	@PostMapping("/console/rules/preview")
	JsonNode preview(InputStream body, @Nullable Principal who) throws IOException {
		ObjectNode asked = this.requests.object(body.readNBytes(RuleRequests.MAX_BYTES + 1));
		Question question = new Question(text(asked, "visitorId"), text(asked, "placement"), text(asked, "itemId"),
				text(asked, "category"));
		Explained before = this.previews.explain(question);
		Explained after = this.previews.explainWith(this.requests.draft(asked.path("rule"), RulesController.by(who)),
				question);
		ObjectNode both = this.json.createObjectNode();
		both.set("before", titled(before));
		both.set("after", titled(after));
		return both;
	}

	private ObjectNode titled(Explained explained) {
		ObjectNode json = this.json.valueToTree(explained);
		json.set("titles", this.json.valueToTree(this.titles.of(json.findValuesAsText("itemId").stream())));
		return json;
	}

	private static @Nullable String text(JsonNode json, String field) {
		return json.path(field).textValue();
	}

}
