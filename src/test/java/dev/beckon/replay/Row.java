package dev.beckon.replay;

import java.util.List;

import dev.beckon.event.InteractionType;
import org.jspecify.annotations.Nullable;

/**
 * One interaction of a clickstream file.
 *
 * @param number which one of the file it is, from 0
 * @param visitorId who
 * @param type did what
 * @param itemId to which item
 * @param timeMillis when, in milliseconds since the epoch, as the file says
 * @param category of the item, most general level first
 * @param price of the item, where the file says
 * @param brand of the item, where the file says
 */
record Row(int number, String visitorId, InteractionType type, String itemId, long timeMillis, List<String> category,
		@Nullable Double price, @Nullable String brand) {
}
