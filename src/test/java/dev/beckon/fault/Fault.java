package dev.beckon.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import dev.beckon.stack.RedisNode;
import dev.beckon.stack.ServiceProcess;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/**
 * What is broken, in words, and how. When an action returns, what it broke is broken no
 * more, or {@link Site#heal} mends it.
 */
public enum Fault {

	PRIMARY_KILLED("kill -9 of a primary", (site) -> {
		site.anyPrimary().kill();
		Site.last(Duration.ofSeconds(8));
	}),

	PRIMARY_SILENT("SIGSTOP of a primary for 10 s", (site) -> {
		RedisNode primary = site.anyPrimary();
		primary.pause();
		Site.last(Duration.ofSeconds(10));
		primary.resume();
	}),

	SHARD_KILLED("kill of a primary and its replica together, back empty", (site) -> {
		RedisNode primary = site.anyPrimary();
		site.redis().replicasOf(primary).forEach(RedisNode::kill);
		primary.kill();
		Site.last(Duration.ofSeconds(8));
	}),

	REDIS_GONE("all of Redis gone and back empty", (site) -> {
		site.redis().killAll();
		Site.last(Duration.ofSeconds(8));
	}),

	FAILOVER("failover while writing", (site) -> {
		for (int i = 0; i < 3; i++) {
			await().ignoreExceptions()
				.until(() -> site.redis()
					.replicasOf(site.anyPrimary())
					.getFirst()
					.ask((redis) -> redis.clusterFailover(false))
					.equals("OK"));
			Site.last(Duration.ofSeconds(4));
		}
	}),

	SLOTS_MIGRATED("migration of 60 slots", (site) -> new SlotMigration(site.redis(), site.random()).run()),

	REDIS_FULL("Redis full with noeviction", (site) -> {
		site.redis().configure("maxmemory-policy", "noeviction");
		site.redis().configure("maxmemory", "1mb");
		Site.last(Duration.ofSeconds(5));
	}),

	REDIS_SLOW("every Redis node busy for 100 ms at a time", (site) -> new SlowNodes(site.redis()).run()),

	BROKER_RESTARTED("a broker restart", (site) -> {
		site.kafka().kill();
		site.kafka().start();
	}),

	BROKER_GONE("no broker for 60 s", (site) -> {
		site.kafka().kill();
		Site.last(Duration.ofSeconds(60));
		site.kafka().start();
	}),

	REBALANCES("three rebalances under load", (site) -> {
		site.second();
		site.endSecond();
		site.second();
		Site.last(Duration.ofSeconds(3));
		site.endSecond();
	}),

	CONSUMER_KILLED("a consumer killed mid-batch", (site) -> {
		ServiceProcess second = site.second();
		Site.last(Duration.ofSeconds(3));
		second.kill();
		Site.last(Duration.ofSeconds(12));
		site.endSecond();
	}),

	ZOMBIE("a zombie consumer that wakes after losing its partitions", (site) -> {
		ServiceProcess second = site.second();
		Site.last(Duration.ofSeconds(3));
		second.pause();
		Site.last(Duration.ofSeconds(14));
		second.resume();
		Site.last(Duration.ofSeconds(4));
		site.endSecond();
	}),

	PARTITIONS_ADDED("partitions raised from 4 to 8", (site) -> {
		for (String topic : new String[] { "beckon.sessions", "beckon.interactions" }) {
			site.admin((admin) -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(8))).all().get());
		}
		await().atMost(Duration.ofMinutes(1)).until(() -> site.partitionsInUse("beckon.interactions") == 8);
		Site.last(Duration.ofSeconds(2));
	}),

	PROCESS_KILLED("the process killed with kill -9 and restarted", (site) -> {
		site.service().kill();
		site.service().restart();
		site.service().awaitReady();
	}),

	CLOCK_FAST("a clock 10 minutes fast in one producer", (site) -> {
		Instant ahead = Instant.now().plus(Duration.ofMinutes(10));
		try (KafkaProducer<String, byte[]> producer = site.producer()) {
			for (int i = 0; i < 500; i++) {
				String visitor = Visitors.visitor(i % Visitors.COUNT);
				var _ = producer.send(new ProducerRecord<>("beckon.interactions", visitor,
						event("ahead-" + i, visitor, ahead.plusMillis(i)).getBytes(UTF_8)));
			}
		}
		Site.last(Duration.ofSeconds(3));
	}),

	DISK_FULL("a full disk for the snapshot", (site) -> {
		site.disk().fill();
		Site.last(Duration.ofSeconds(8));
		site.disk().free();
	}),

	POISON("10,000 poison records in a row", (site) -> {
		try (KafkaProducer<String, byte[]> producer = site.producer()) {
			for (int i = 0; i < 10_000; i++) {
				var _ = producer.send(new ProducerRecord<>("beckon.interactions", i % 4, "poison",
						("{\"type\":\"view_item\",\"visitorId\":" + i).getBytes(UTF_8)));
			}
		}
		Site.last(Duration.ofSeconds(3));
	});

	private final String words;

	@SuppressWarnings("ImmutableEnumChecker") // an action keeps nothing
	private final Consumer<Site> action;

	Fault(String words, Consumer<Site> action) {
		this.words = words;
		this.action = action;
	}

	private static String event(String eventId, String visitor, Instant time) {
		return """
				{"eventId":"%s","type":"view_item","visitorId":"%s","itemId":"item-1","timestamp":"%s"}"""
			.formatted(eventId, visitor, time);
	}

	public String words() {
		return this.words;
	}

	void strike(Site site) {
		this.action.accept(site);
	}

	/** Whether there is nobody to answer for a while. */
	boolean takesTheServiceAway() {
		return this == PROCESS_KILLED;
	}

	boolean isPossible(Site site) {
		return this != DISK_FULL || site.disk().canBeFilled();
	}

}
