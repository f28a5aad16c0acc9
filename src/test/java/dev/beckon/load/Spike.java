package dev.beckon.load;

import java.io.IOException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.beckon.event.Touch;
import dev.beckon.log.Topics;
import dev.beckon.session.Session;
import dev.beckon.session.SessionCodec;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.RedisNode;
import dev.beckon.stack.ApplicationProcess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A peak that Redis is too small for. A quarter of the visitors are there first; from the
 * memory that their profiles take, Redis is given room for half of all. Then the other
 * three quarters come within {@link #PEAK}, while answers are asked for: for visitors of
 * both kinds who have already clicked, each once. Every visitor clicks all items of a
 * real visit but the last, which the answer should foresee.
 */
final class Spike {

	private static final Duration PEAK = Duration.ofSeconds(30);

	/** For so long answers are asked for before the peak: it finds a service at work. */
	private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warm-up", 40));

	private static final int WARM_UP_A_SECOND = 600;

	private static final Duration START = Duration.ofMinutes(5);

	private static final int ASKED_A_SECOND = 200;

	private static final int LIMIT = 20;

	private static final int REFILLS_LOOKED_AT = 300;

	private final List<Session> past;

	private final List<Session> visits;

	private final int copies;

	Spike(List<Session> past, List<Session> visits, int copies) {
		this.past = past;
		this.visits = visits;
		this.copies = copies;
	}

	int visitors() {
		return this.visits.size() * this.copies;
	}

	/** A visitor's number is its visit's, plus a multiple of the number of visits. */
	private Session visit(int visitor) {
		return this.visits.get(visitor % this.visits.size());
	}

	Map<String, Object> run(String policy, Map<String, String> settings) throws IOException {
		try (LocalStack stack = LocalStack.start()) {
			stack.redis().configure("maxmemory", "0");
			stack.redis().configure("maxmemory-policy", policy);
			Map<String, String> properties = new HashMap<>(stack.properties());
			properties.putAll(settings);
			properties.put("beckon.recommend.warm-up.max-time", "10s");
			try (ApplicationProcess service = ApplicationProcess.start(ApplicationProcess.jvm("1g"), properties);
					HttpConnections connections = new HttpConnections(service.port(), 16_000);
					KafkaProducer<String, byte[]> log = producer(stack)) {
				service.awaitReady(START);
				return run(stack, service, connections, log);
			}
		}
	}

	private Map<String, Object> run(LocalStack stack, ApplicationProcess service, HttpConnections connections,
			KafkaProducer<String, byte[]> log) throws IOException {
		int regulars = visitors() / 4;
		Map<RedisNode, Long> empty = memory(stack);
		appendPast(log);
		for (int visitor = 0; visitor < regulars; visitor++) {
			click(log, visitor);
		}
		log.flush();
		LargeShop.awaitFolded(service);
		double bytes = (sum(memory(stack)) - sum(empty)) / (double) regulars;
		int primaries = empty.size();
		empty.forEach((node, before) -> node.ask((redis) -> redis.configSet("maxmemory",
				Long.toString(before + (long) (bytes * visitors() / 2 / primaries)))));
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("bytes_per_visitor", Math.round(bytes));
		warmUp(connections, regulars);
		figures.putAll(peak(connections, log, regulars));
		LargeShop.awaitFolded(service);
		figures.put("evicted_keys",
				empty.keySet().stream().mapToLong((node) -> info(node, "stats", "evicted_keys")).sum());
		return figures;
	}

	private static void warmUp(HttpConnections connections, int regulars) {
		Step unseen = new Step(WARM_UP_A_SECOND, connections);
		OpenLoop.run(WARM_UP_A_SECOND, WARM_UP,
				(number, due) -> unseen.ask(question(new SplittableRandom(number).nextInt(regulars)), due));
	}

	private static byte[] question(int visitor) {
		return HttpConnections.get("/v1/recommendations?placement=home&limit=" + LIMIT + "&visitorId=" + name(visitor));
	}

	private Map<String, Object> peak(HttpConnections connections, KafkaProducer<String, byte[]> log, int regulars)
			throws IOException {
		AtomicInteger clicked = new AtomicInteger(regulars);
		int coming = visitors() - regulars;
		Thread clicks = Thread.ofVirtual()
			.start(() -> OpenLoop.run((int) (coming / PEAK.toSeconds()), PEAK,
					(number, due) -> click(log, clicked.getAndIncrement())));
		Step step = new Step(ASKED_A_SECOND, connections);
		Foreseen foreseen = new Foreseen();
		OpenLoop.run(ASKED_A_SECOND, PEAK, (number, due) -> {
			int known = Math.max(regulars, clicked.get() - 3 * (int) (coming / PEAK.toSeconds()));
			int visitor = new SplittableRandom(number).nextInt(known);
			String answer = step.ask(question(visitor), due);
			foreseen.add(answer, visit(visitor).touches().getLast().itemId(), visitor);
		});
		join(clicks);
		Map<String, Object> figures = step.figures();
		figures.put("personalised", step.share("profile", "session_view"));
		figures.put("hr20", foreseen.hitRate());
		figures.put("history_back", historyBack(connections, foreseen.evicted()));
		return figures;
	}

	/** Of what evicted visitors had done, the share that is in their profiles again. */
	private double historyBack(HttpConnections connections, List<Integer> evicted) throws IOException {
		LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
		long done = 0;
		long back = 0;
		for (int visitor : evicted.subList(0, Math.min(evicted.size(), REFILLS_LOOKED_AT))) {
			String known = connections.send(HttpConnections.get("/v1/visitors/" + name(visitor))).head();
			String profile = known.contains("\"sessions\"") ? known.substring(0, known.indexOf("\"sessions\"")) : "";
			int expected = visit(visitor).touches().size() - 1;
			done += expected;
			back += Math.min(expected, profile.split("\"itemId\"", -1).length - 1);
		}
		return (done == 0) ? 1 : Math.round(1e3 * back / done) / 1e3;
	}

	/** Past visits end two days ago, and began one every five seconds. */
	private void appendPast(KafkaProducer<String, byte[]> log) {
		long end = System.currentTimeMillis() - Duration.ofDays(2).toMillis();
		for (int i = 0; i < this.past.size(); i++) {
			long start = end - 5_000L * (this.past.size() - i);
			List<Touch> touches = new ArrayList<>();
			for (Touch touch : this.past.get(i).touches()) {
				touches.add(new Touch(touch.itemId(), touch.type(), start + 1_000L * touches.size(), 1,
						touch.eventHash() + 31L * i));
			}
			Session session = new Session("past-" + i, start, touches);
			var _ = log.send(new ProducerRecord<>(Topics.SESSIONS, session.sessionId(), SessionCodec.encode(session)));
		}
	}

	private void click(KafkaProducer<String, byte[]> log, int visitor) {
		List<Touch> touches = visit(visitor).touches();
		long now = System.currentTimeMillis();
		for (int i = 0; i < touches.size() - 1; i++) {
			String name = name(visitor);
			var _ = log.send(new ProducerRecord<>(Topics.INTERACTIONS, name,
					LargeShop.event(name + "-" + i, name, touches.get(i).itemId(), now - touches.size() + i)));
		}
	}

	private static String name(int visitor) {
		return "visitor-" + visitor;
	}

	private static KafkaProducer<String, byte[]> producer(LocalStack stack) {
		return new KafkaProducer<>(Map.of("bootstrap.servers", stack.kafka().bootstrapServers(), "linger.ms", 5),
				new StringSerializer(), new ByteArraySerializer());
	}

	/** By primary, the bytes that count towards its limit. */
	static Map<RedisNode, Long> memory(LocalStack stack) {
		Map<RedisNode, Long> bytes = new LinkedHashMap<>();
		stack.redis()
			.primaries()
			.forEach((node) -> bytes.put(node,
					info(node, "memory", "used_memory") - info(node, "memory", "mem_not_counted_for_evict")));
		return bytes;
	}

	private static long info(RedisNode node, String section, String name) {
		return node.ask((redis) -> redis.info(section))
			.lines()
			.filter((line) -> line.startsWith(name + ":"))
			.mapToLong((line) -> Long.parseLong(line.substring(name.length() + 1).strip()))
			.findFirst()
			.orElseThrow();
	}

	static long sum(Map<RedisNode, Long> bytes) {
		return bytes.values().stream().mapToLong(Long::longValue).sum();
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	/** What of the answers came true. Thread safety: safe. */
	private static final class Foreseen {

		private final List<Integer> evicted = new ArrayList<>();

		private long answers;

		private long hits;

		synchronized void add(String answer, String next, int visitor) {
			this.answers++;
			this.hits += answer.contains("\"itemId\":\"" + next + "\"") ? 1 : 0;
			if (answer.contains("\"fallbackReason\":\"evicted\"")) {
				this.evicted.add(visitor);
			}
		}

		synchronized double hitRate() {
			return Math.round(1e3 * this.hits / Math.max(1, this.answers)) / 1e3;
		}

		synchronized List<Integer> evicted() {
			return List.copyOf(this.evicted);
		}

	}

}
