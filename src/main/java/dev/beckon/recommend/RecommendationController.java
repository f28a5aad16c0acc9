package dev.beckon.recommend;

import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.beckon.access.VisitorRates;
import dev.beckon.http.Problems;
import dev.beckon.recommend.Recommendation.RecommendedItem;
import dev.beckon.role.Serving;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The questions a storefront asks. */
@Serving
@RestController
class RecommendationController {

	private static final String DEADLINE = "X-Deadline-Ms";

	private final Recommender recommender;

	private final Rehearsal rehearsal;

	private final SourceChain chain;

	private final RequestReader requests;

	private final VisitorRates rates;

	RecommendationController(Recommender recommender, Rehearsal rehearsal, SourceChain chain, RequestReader requests,
			VisitorRates rates) {
		this.recommender = recommender;
		this.rehearsal = rehearsal;
		this.chain = chain;
		this.requests = requests;
		this.rates = rates;
	}

	/** Items without a visitor. */
	record Items(List<RecommendedItem> items) {
	}

	/**
	 * A row of a page: an answer of its own.
	 *
	 * @param placement where the row will appear
	 */
	record Row(String placement, @JsonUnwrapped Recommendation answer) {
	}

	/** A whole page, row by row as asked; no item is in two of them. */
	record Page(List<Row> rows) {
	}

	@GetMapping("/v1/recommendations")
	Recommendation recommend(@ParameterObject Question question,
			@RequestHeader(name = DEADLINE, required = false) @Nullable Integer deadlineMs) {
		Deadline deadline = this.requests.deadline(deadlineMs);
		RecommendationRequest request = this.requests.row(question.onPage(), question.row(), deadline);
		return recommender(request).recommend(List.of(request)).getFirst();
	}

	/** Who is to answer; a rehearsal asks for one visitor as often as it likes. */
	private Recommender recommender(RecommendationRequest request) {
		if (this.rehearsal.isOn()) {
			return this.rehearsal.recommender();
		}
		this.rates.require(request.visitorId());
		return this.recommender;
	}

	@PostMapping(path = "/v1/recommendations/page", consumes = MediaType.APPLICATION_JSON_VALUE)
	Page page(@RequestBody PageQuestion question,
			@RequestHeader(name = DEADLINE, required = false) @Nullable Integer deadlineMs) {
		List<RecommendationRequest> rows = this.requests.rows(question, this.requests.deadline(deadlineMs));
		this.rates.require(rows.getFirst().visitorId());
		List<Recommendation> answers = this.recommender.recommend(rows);
		return new Page(IntStream.range(0, rows.size())
			.mapToObj((i) -> new Row(rows.get(i).placement(), answers.get(i)))
			.toList());
	}

	@GetMapping("/v1/items/{itemId}/similar")
	Items similar(@PathVariable String itemId, @RequestParam(defaultValue = "12") int limit) {
		Problems.requireId("itemId", itemId);
		return new Items(this.chain.similar(itemId, this.requests.limit("limit", limit)));
	}

	@GetMapping("/v1/popular")
	Items popular(@RequestParam(required = false) @Nullable String category,
			@RequestParam(defaultValue = "12") int limit) {
		return new Items(
				this.chain.popular(RequestReader.path("category", category), this.requests.limit("limit", limit)));
	}

}
