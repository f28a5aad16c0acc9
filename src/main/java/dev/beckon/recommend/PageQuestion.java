package dev.beckon.recommend;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a storefront asks for a whole page, as it came: nothing here is checked yet.
 *
 * @param visitorId who is asking
 * @param consent whether the visitor may be known; yes when left out
 * @param itemId the item on the page
 * @param category the category on the page
 * @param exclude items not wanted in any row
 * @param explain whether the answers say what each score is made of; no when left out
 * @param rows the rows, the most important first
 */
record PageQuestion(@Nullable String visitorId, @Nullable Boolean consent, @Nullable String itemId,
		@Nullable String category, @Nullable List<@Nullable String> exclude, @Nullable Boolean explain,
		@Nullable List<@Nullable Row> rows) {

	/**
	 * One row; what it leaves out, the page or the placement says.
	 *
	 * @param placement where the row will appear
	 * @param itemId the item the row belongs to
	 * @param category the category the row belongs to
	 * @param limit items wanted
	 */
	record Row(@Nullable String placement, @Nullable String itemId, @Nullable String category,
			@Nullable Integer limit) {
	}

}
