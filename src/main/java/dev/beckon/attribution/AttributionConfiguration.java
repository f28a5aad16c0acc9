package dev.beckon.attribution;

import java.util.function.IntSupplier;

import dev.beckon.log.TopicTail;
import dev.beckon.log.TopicTails;
import dev.beckon.log.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Answers are read before what they led to, so that little has to wait; and both after
 * all that answers are made of.
 */
@Configuration(proxyBeanMethods = false)
class AttributionConfiguration {

	@Bean
	Attribution attribution(AttributionProperties properties, TopicTails tails, MeterRegistry meters) {
		Ledger ledger = new Ledger(properties);
		measure(meters, "attribution", ledger::size);
		measure(meters, "attribution_waiting", ledger::waiting);
		if (!properties.enabled()) {
			return new Attribution(ledger, properties, () -> false);
		}
		TopicTail answers = tails.followAside(Topics.IMPRESSIONS, (consumed) -> shown(ledger, consumed));
		TopicTail responses = tails.followAside(Topics.INTERACTIONS, (consumed) -> happened(ledger, consumed));
		return new Attribution(ledger, properties, () -> answers.caughtUp() && responses.caughtUp());
	}

	private static void shown(Ledger ledger, ConsumerRecord<String, byte[]> consumed) {
		byte @Nullable [] value = consumed.value();
		ShownAnswer answer = (value != null) ? ImpressionReading.read(value, ledger::keeps) : null;
		if (answer != null) {
			ledger.add(answer);
		}
	}

	private static void happened(Ledger ledger, ConsumerRecord<String, byte[]> consumed) {
		byte @Nullable [] value = consumed.value();
		Response response = (value != null) ? ResponseReading.read(value, consumed.timestamp()) : null;
		if (response != null) {
			ledger.add(response);
		}
	}

	private static void measure(MeterRegistry meters, String view, IntSupplier size) {
		Gauge.builder("beckon.view.entries", size, IntSupplier::getAsInt)
			.description("Entries a view holds in memory")
			.tag("view", view)
			.strongReference(true)
			.register(meters);
	}

}
