package dev.beckon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A bot under one visitor's id keeps nobody else on its partition waiting. */
@IntegrationTest
class HotVisitorIntegrationTests {

	private static final int PARTITION = 0;

	private static final int BURSTS_PER_SECOND = 100;

	private static final int BURST = 50;

	private static final int OTHERS = 20;

	@LocalServerPort
	private int port;

	@Test
	void fiveThousandEventsASecondUnderOneIdDelayTheOthersOfTheirPartitionByLessThanASecond(LocalKafka kafka) {
		Shop shop = new Shop(this.port);
		List<Duration> delays = new ArrayList<>();
		Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 5);
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(config, new StringSerializer(),
				new ByteArraySerializer());
				ScheduledExecutorService bot = Executors.newSingleThreadScheduledExecutor()) {
			String botId = "bot-" + UUID.randomUUID();
			var clicking = bot.scheduleAtFixedRate(() -> {
				for (int i = 0; i < BURST; i++) {
					click(producer, botId);
				}
			}, 0, 1_000 / BURSTS_PER_SECOND, TimeUnit.MILLISECONDS);
			for (int i = 0; i < OTHERS; i++) {
				delays.add(delay(shop, producer));
			}
			clicking.cancel(false);
		}

		System.out.println("delays beside a bot: " + delays);
		assertThat(delays.stream().sorted().skip(OTHERS / 2).findFirst().orElseThrow())
			.isLessThan(Duration.ofSeconds(1));
	}

	/** How long after a click both the profile and the sessions of a visitor have it. */
	private static Duration delay(Shop shop, KafkaProducer<String, byte[]> producer) {
		String visitor = "beside-a-bot-" + UUID.randomUUID();
		long start = System.nanoTime();
		click(producer, visitor);
		await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> {
			Shop.Answer known = shop.get("/v1/visitors/" + visitor);
			return known.status() == 200 && known.body().at("/profile/interactions").size() == 1
					&& known.body().at("/sessions").size() == 1;
		});
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static void click(KafkaProducer<String, byte[]> producer, String visitor) {
		byte[] event = Shop.event(UUID.randomUUID().toString(), "view_item", visitor, "lure", Instant.now())
			.getBytes(UTF_8);
		var _ = producer.send(new ProducerRecord<>("beckon.interactions", PARTITION, visitor, event));
	}

}
