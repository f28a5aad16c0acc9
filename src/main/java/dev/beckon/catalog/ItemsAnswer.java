package dev.beckon.catalog;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.event.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What became of the items of a request.
 *
 * @param accepted how many are in the log
 * @param rejected how many break a rule
 * @param items one result for each item sent, in the order sent
 */
record ItemsAnswer(int accepted, int rejected, List<Result> items) {

	/**
	 * What became of one item.
	 *
	 * @param itemId its id, where that could be read
	 * @param status {@code accepted} or {@code rejected}
	 * @param field the field at fault, within the request
	 * @param message what is wrong with it
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Result(@Nullable String itemId, String status, @Nullable String field, @Nullable String message) {

		private static Result of(ItemRequest.Line line) {
			return switch (line) {
				case ItemRequest.Line.Storable storable -> new Result(storable.itemId(), "accepted", null, null);
				case ItemRequest.Line.Refused(var itemId, Violation violation) ->
					new Result(itemId, "rejected", violation.field(), violation.message());
			};
		}

	}

	static ItemsAnswer to(ItemRequest request) {
		List<Result> results = request.lines().stream().map(Result::of).toList();
		int accepted = Math.toIntExact(results.stream().filter((result) -> result.status().equals("accepted")).count());
		return new ItemsAnswer(accepted, results.size() - accepted, results);
	}

}
