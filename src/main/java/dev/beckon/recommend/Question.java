package dev.beckon.recommend;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a storefront asks for one row, as it came: nothing here is checked yet.
 *
 * @param visitorId who is asking
 * @param consent whether the visitor may be known; yes when left out
 * @param placement where the answer will appear
 * @param itemId the item on the page
 * @param category the category on the page
 * @param limit items wanted
 * @param exclude items not wanted
 * @param explain whether the answer says what each score is made of; no when left out
 */
record Question(@Nullable String visitorId, @Nullable Boolean consent, @Nullable String placement,
		@Nullable String itemId, @Nullable String category, @Nullable Integer limit,
		@Nullable List<@Nullable String> exclude, @Nullable Boolean explain) {

	/** The same of a page that has this row alone. */
	PageQuestion onPage() {
		return new PageQuestion(this.visitorId, this.consent, null, null, this.exclude, this.explain, null);
	}

	PageQuestion.Row row() {
		return new PageQuestion.Row(this.placement, this.itemId, this.category, this.limit);
	}

}
