package dev.beckon.catalog;

import dev.beckon.log.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the catalogue as {@code beckon.items} says. A record that is not an item is
 * counted and skipped, and the item stays as it was.
 */
final class ItemsView implements TopicTail.View {

	private static final Logger log = LoggerFactory.getLogger(ItemsView.class);

	private final Catalogue catalogue;

	private final CatalogMetrics metrics;

	ItemsView(Catalogue catalogue, CatalogMetrics metrics) {
		this.catalogue = catalogue;
		this.metrics = metrics;
	}

	@Override
	public void on(ConsumerRecord<String, byte[]> consumed) {
		if (consumed.key() == null) {
			skip(consumed, "it has no key");
		}
		else if (consumed.value() == null) {
			this.catalogue.remove(consumed.key());
		}
		else {
			switch (ItemJson.read(consumed.value())) {
				case ItemReading.Valid(Item item) when item.itemId().equals(consumed.key()) -> this.catalogue.put(item);
				case ItemReading.Valid _ -> skip(consumed, "its key is not its itemId");
				case ItemReading.Refused(var violation) ->
					skip(consumed, violation.field() + " " + violation.message());
			}
		}
	}

	private void skip(ConsumerRecord<String, byte[]> consumed, String reason) {
		this.metrics.skipped();
		log.warn("The catalogue skips {}-{}@{}: {}", consumed.topic(), consumed.partition(), consumed.offset(), reason);
	}

}
