package dev.beckon.recommend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.beckon.http.Arrival;
import dev.beckon.http.Problems;
import dev.beckon.role.Serving;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads what a storefront asks into valid requests, or throws the problem that names the
 * field.
 */
@Serving
@Component
class RequestReader {

	private static final String DEFAULT_PLACEMENT = "home";

	private final RecommendProperties properties;

	RequestReader(RecommendProperties properties) {
		this.properties = properties;
	}

	/** A page of which all but the rows is checked. */
	private record Page(@Nullable String visitorId, Set<String> excluded, PageQuestion question, Deadline deadline) {
	}

	/** The one row of a question. */
	RecommendationRequest row(PageQuestion question, PageQuestion.Row row, Deadline deadline) {
		return row("", row, page(question, deadline));
	}

	/** All rows of a page, due together. */
	List<RecommendationRequest> rows(PageQuestion question, Deadline deadline) {
		List<PageQuestion.@Nullable Row> rows = question.rows();
		if (rows == null || rows.isEmpty() || rows.size() > this.properties.maxRows()) {
			throw Problems.badRequest("rows", "must have 1 to " + this.properties.maxRows() + " rows");
		}
		Page page = page(question, deadline);
		List<RecommendationRequest> requests = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			PageQuestion.Row row = rows.get(i);
			if (row == null) {
				throw Problems.badRequest("rows[" + i + "]", "must be an object");
			}
			requests.add(row("rows[" + i + "].", row, page));
		}
		return requests;
	}

	/** A request may lower the latency budget, and not raise it. */
	Deadline deadline(@Nullable Integer deadlineMs) {
		if (deadlineMs == null) {
			return Deadline.after(Arrival.nanos(), this.properties.latencyBudget());
		}
		if (deadlineMs < 1) {
			throw Problems.badRequest("X-Deadline-Ms", "must be at least 1");
		}
		Duration asked = Duration.ofMillis(deadlineMs);
		return Deadline.after(Arrival.nanos(),
				(asked.compareTo(this.properties.latencyBudget()) < 0) ? asked : this.properties.latencyBudget());
	}

	int limit(String field, int limit) {
		if (limit < 1 || limit > this.properties.maxLimit()) {
			throw Problems.badRequest(field, "must be a whole number from 1 to " + this.properties.maxLimit());
		}
		return limit;
	}

	static @Nullable String path(String field, @Nullable String category) {
		if (category == null || category.isEmpty()) {
			return null;
		}
		Arrays.stream(category.split("/")).forEach((level) -> Problems.requireId(field, level));
		return category;
	}

	private Page page(PageQuestion question, Deadline deadline) {
		return new Page(visitor(question), excluded(question.exclude()), question, deadline);
	}

	private RecommendationRequest row(String at, PageQuestion.Row row, Page page) {
		String placement = (row.placement() != null) ? row.placement() : DEFAULT_PLACEMENT;
		PlacementRules rules = this.properties.placements().get(placement);
		if (rules == null) {
			throw Problems.badRequest(at + "placement", "must be one of " + this.properties.placements().keySet());
		}
		String itemId = (row.itemId() != null) ? Problems.requireId(at + "itemId", row.itemId())
				: requireId("itemId", page.question().itemId());
		String category = (row.category() != null) ? path(at + "category", row.category())
				: path("category", page.question().category());
		int limit = (row.limit() != null) ? limit(at + "limit", row.limit()) : rules.limit();
		RecommendationRequest request = new RecommendationRequest(page.visitorId(), placement, rules, itemId, category,
				limit, page.excluded(), Boolean.TRUE.equals(page.question().explain()), page.deadline());
		String onPage = page.question().itemId();
		return (onPage != null && rules.excludePageItem()) ? request.without(Set.of(onPage)) : request;
	}

	/** Who does not consent is nobody, whatever the question says. */
	private static @Nullable String visitor(PageQuestion question) {
		if (Boolean.FALSE.equals(question.consent())) {
			return null;
		}
		if (question.visitorId() == null) {
			throw Problems.badRequest("visitorId", "is required");
		}
		return Problems.requireId("visitorId", question.visitorId());
	}

	private Set<String> excluded(@Nullable List<@Nullable String> exclude) {
		if (exclude == null) {
			return Set.of();
		}
		if (exclude.size() > this.properties.maxExcluded()) {
			throw Problems.badRequest("exclude", "must name at most " + this.properties.maxExcluded() + " items");
		}
		Set<String> excluded = new HashSet<>();
		for (String item : exclude) {
			if (item != null && !item.isEmpty()) {
				excluded.add(Problems.requireId("exclude", item));
			}
		}
		return excluded;
	}

	private static @Nullable String requireId(String field, @Nullable String id) {
		return (id != null) ? Problems.requireId(field, id) : null;
	}

}
