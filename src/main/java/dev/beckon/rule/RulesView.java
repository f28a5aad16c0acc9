package dev.beckon.rule;

import dev.beckon.log.TopicTail;
import dev.beckon.rule.RuleReading.Refused;
import dev.beckon.rule.RuleReading.Valid;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the rules on {@code beckon.control}: the last record of each stands.
 *
 * @param rules where they are folded
 */
record RulesView(Rules rules) implements TopicTail.View {

	private static final Logger log = LoggerFactory.getLogger(RulesView.class);

	static final String PREFIX = "rule/";

	static String key(String id) {
		return PREFIX + id;
	}

	@Override
	public void on(ConsumerRecord<String, byte[]> consumed) {
		String id = consumed.key().substring(PREFIX.length());
		byte @Nullable [] value = consumed.value();
		if (value == null) {
			this.rules.remove(id);
			return;
		}
		switch (RuleJson.read(value)) {
			case Valid(Rule rule) when rule.id().equals(id) -> this.rules.put(rule);
			case Valid(Rule rule) -> log.warn("The rule {} is under the key of {}", rule.id(), id);
			case Refused(var violation) -> log.warn("The rule {} cannot be read: {}", id, violation);
		}
	}

}
