package dev.beckon.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.beckon.log.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ItemsViewTests {

	private static final Item ITEM = new Item("sku-1", "Shoe", List.of("shoes"), 9.9, true, Map.of());

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Catalogue catalogue = new Catalogue();

	private final ItemsView view = new ItemsView(this.catalogue, new CatalogMetrics(this.meters, this.catalogue));

	@Test
	void aRecordPutsItsItemIntoTheCatalogue() {
		show("sku-1", ItemJson.write(ITEM));

		assertThat(this.catalogue.find("sku-1")).isEqualTo(ITEM);
		assertThat(this.meters.get("beckon.view.entries").tag("view", "items").gauge().value()).isEqualTo(1);
	}

	@Test
	void aTombstoneRemovesIt() {
		show("sku-1", ItemJson.write(ITEM));
		show("sku-1", null);

		assertThat(this.catalogue.find("sku-1")).isNull();
		assertThat(this.catalogue.isEmpty()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
			sku-1 | {"itemId":"sku-1"
			sku-1 | {"itemId":"sku-1","title":7}
			sku-1 | {"itemId":"other","title":"t"}
			sku-1 | 7
			none  | {"itemId":"sku-1","title":"t"}
			""")
	void aRecordThatIsNoItemIsCountedAndTheItemStays(@Nullable String key, String value) {
		show("sku-1", ItemJson.write(ITEM));

		show(key, value.getBytes(StandardCharsets.UTF_8));

		assertThat(this.catalogue.find("sku-1")).isEqualTo(ITEM);
		assertThat(this.catalogue.size()).isEqualTo(1);
		assertThat(this.meters.get("beckon.view.skipped").counter().count()).isEqualTo(1);
	}

	@SuppressWarnings("NullAway") // Kafka's records are not annotated
	private void show(@Nullable String key, byte @Nullable [] value) {
		this.view.on(new ConsumerRecord<>(Topics.ITEMS, 0, 0, key, value));
	}

}
