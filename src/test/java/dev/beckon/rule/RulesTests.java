package dev.beckon.rule;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How rules are kept, and which are in force. */
class RulesTests {

	private final Map<String, byte @Nullable []> log = new LinkedHashMap<>();

	private Instant now = Instant.parse("2026-11-23T10:00:00Z");

	private final Rules rules = new Rules(this::append, () -> this.now);

	@Test
	void aRuleIsInForceFromItsStartUntilItsEnd() {
		put(rule("{}"));

		assertThat(isInForce("home", "shoes/running")).isTrue();
		this.now = Instant.parse("2026-11-22T09:59:59Z");
		assertThat(isInForce("home", "shoes/running")).isFalse();
		this.now = Instant.parse("2026-11-29T10:00:00Z");
		assertThat(isInForce("home", "shoes/running")).isFalse();
	}

	@Test
	void aRuleIsForItsPlacementAndItsCategoryAndThoseBelow() {
		put(rule("{}"));

		assertThat(isInForce("cart", "shoes/running")).isFalse();
		assertThat(isInForce("home", "shoes/running/trail")).isTrue();
		assertThat(isInForce("home", "shoes")).isFalse();
		assertThat(isInForce("home", "shoes/runningwear")).isFalse();
		assertThat(isInForce("home", null)).isFalse();
	}

	@Test
	void aRuleThatIsEndedStaysToBeSeen() {
		Rule rule = rule("{}");
		put(rule);
		put(rule.ended("ben", this.now));

		assertThat(isInForce("home", "shoes/running")).isFalse();
		assertThat(this.rules.all()).singleElement().satisfies((kept) -> {
			assertThat(kept.by()).isEqualTo("ben");
			assertThat(kept.owner()).isEqualTo("Ana");
			assertThat(kept.end()).isEqualTo(this.now);
		});
	}

	@Test
	void aListWithoutAPlacementIsUnderTheRulesForAllOfThem() {
		put(rule("{\"placement\":\"home\",\"onCategory\":null}"));
		assertThat(isInForce(null, "shoes/running")).isFalse();

		put(rule("{\"id\":\"everywhere\",\"placement\":null,\"onCategory\":\"shoes\"}"));
		assertThat(isInForce(null, "shoes/running")).isTrue();
		assertThat(isInForce(null, null)).isFalse();
	}

	@Test
	void aRuleThatIsStillToComeCanBeEnded() {
		Rule rule = rule("{\"start\":\"2026-11-28T10:00:00Z\"}");
		put(rule);
		put(rule.ended("ben", this.now));
		this.now = Instant.parse("2026-11-28T11:00:00Z");

		assertThat(isInForce("home", "shoes/running")).isFalse();
	}

	@Test
	void anotherProcessReadsTheSameRulesFromTheLog() {
		for (int i = 0; i < 20; i++) {
			put(rule("{\"id\":\"r-" + i + "\",\"changed\":\"2026-11-22T09:00:" + (10 + i) + "Z\"}"));
		}
		Rules restarted = new Rules(this::append, () -> this.now);
		this.log.forEach((key, value) -> show(restarted, key, value));

		assertThat(restarted.all()).hasSize(20).isEqualTo(this.rules.all());
	}

	@Test
	void ofTooManyRulesThoseThatWereOverFirstGo() {
		for (int i = 0; i < Rules.MAX + 50; i++) {
			Rule rule = rule("{\"id\":\"r-" + i + "\"}");
			put(rule);
			if (i > 0) {
				put(rule.ended("ben", this.now.plusSeconds(i)));
			}
			this.now = this.now.plusSeconds(1);
		}

		assertThat(this.rules.all()).hasSizeLessThanOrEqualTo(Rules.MAX)
			.extracting(Rule::id)
			.contains("r-0", "r-549")
			.doesNotContain("r-1");
	}

	@Test
	void whatCannotBeReadIsPassedBy() {
		show(this.rules, "rule/bad", "{}".getBytes(StandardCharsets.UTF_8));
		show(this.rules, "rule/other", RuleJson.write(rule("{}")));

		assertThat(this.rules.all()).isEmpty();
	}

	private void put(Rule rule) {
		this.rules.append(rule).join();
	}

	private boolean isInForce(@Nullable String placement, @Nullable String category) {
		return !this.rules.inForce(placement, category).isEmpty();
	}

	private static Rule rule(String changes) {
		var json = RuleJsonTests.json(RuleJsonTests.PIN);
		json.setAll(RuleJsonTests.json(changes));
		return ((RuleReading.Valid) RuleJson.read(json)).rule();
	}

	private CompletableFuture<RecordMetadata> append(String key, byte @Nullable [] value) {
		this.log.remove(key);
		this.log.put(key, value);
		show(this.rules, key, value);
		return CompletableFuture
			.completedFuture(new RecordMetadata(new TopicPartition("beckon.control", 0), 0, 0, 0, 0, 0));
	}

	@SuppressWarnings("NullAway")
	private static void show(Rules rules, String key, byte @Nullable [] value) {
		new RulesView(rules).on(new ConsumerRecord<>("beckon.control", 0, 0, key, value));
	}

}
