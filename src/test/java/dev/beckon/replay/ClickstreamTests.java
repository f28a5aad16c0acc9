package dev.beckon.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.beckon.event.InteractionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClickstreamTests {

	private static final String TAOBAO = """
			user_id,item_id,category_id,behavior,timestamp
			7,11,100,pv,1511658000
			8,12,101,cart,1511658001
			7,11,100,fav,1511658002
			7,11,100,buy,1511658003
			""";

	private static final String REES46 = """
			event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
			2019-10-01 00:00:01 UTC,view,3900821,2053,appliances.water_heater,aqua,33.20,55,s-1
			2019-10-01 00:00:00 UTC,cart,17,2054,,,,56,s-2
			""";

	@TempDir
	private Path directory;

	@Test
	void readsTaobao() throws IOException {
		List<Row> rows = Clickstream.read(plain(TAOBAO)).rows();

		assertThat(rows).extracting(Row::type)
			.containsExactly(InteractionType.VIEW_ITEM, InteractionType.ADD_TO_CART, InteractionType.ADD_TO_WISHLIST,
					InteractionType.PURCHASE);
		assertThat(rows.getFirst()).isEqualTo(new Row(0, "7", InteractionType.VIEW_ITEM, "11", 1_511_658_000_000L,
				List.of("category-100"), null, null));
	}

	@Test
	void readsRees46InTheOrderOfTime() throws IOException {
		List<Row> rows = Clickstream.read(plain(REES46)).rows();

		assertThat(rows).containsExactly(
				new Row(1, "56", InteractionType.ADD_TO_CART, "17", 1_569_888_000_000L, List.of("category-2054"), null,
						null),
				new Row(0, "55", InteractionType.VIEW_ITEM, "3900821", 1_569_888_001_000L,
						List.of("appliances", "water_heater"), 33.2, "aqua"));
	}

	@Test
	void readsGzip() throws IOException {
		Path file = this.directory.resolve("events.csv.gz");
		try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
			zipped.write(TAOBAO.getBytes(StandardCharsets.UTF_8));
		}

		assertThat(Clickstream.read(file)).isEqualTo(Clickstream.read(plain(TAOBAO)));
	}

	@Test
	void refusesAnUnknownHeader() {
		assertThatIllegalArgumentException().isThrownBy(() -> Clickstream.read(plain("a,b\n1,2\n")))
			.withMessageContaining("a,b");
	}

	@Test
	void namesTheLineThatIsCutShort() {
		assertThatIllegalArgumentException().isThrownBy(() -> Clickstream.read(plain(TAOBAO + "7,11\n")))
			.withMessage("line 6 has 2 columns, not 5");
	}

	@Test
	void sendsEveryItemOnceToTheCatalogue() throws IOException {
		List<byte[]> requests = ReplayedItems.requests(Clickstream.read(plain(REES46)));

		assertThat(requests).hasSize(1);
		assertThat(new String(requests.getFirst(), StandardCharsets.UTF_8)).isEqualTo("""
				[{"itemId":"17","title":"category-2054 17","category":["category-2054"],"available":true},\
				{"itemId":"3900821","title":"aqua water_heater 3900821","category":["appliances","water_heater"],\
				"price":33.2,"available":true}]""");
	}

	private Path plain(String csv) throws IOException {
		return Files.writeString(this.directory.resolve("events.csv"), csv);
	}

}
