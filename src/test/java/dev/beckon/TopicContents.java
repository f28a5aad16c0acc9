package dev.beckon;

import java.util.ArrayList;
import java.util.List;

import dev.beckon.oracle.WholeTopic;
import dev.beckon.stack.LocalKafka;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a topic holds. */
final class TopicContents {

	private TopicContents() {
	}

	/** All committed records of a topic, from its beginning. */
	static List<ConsumerRecord<String, byte[]>> read(LocalKafka kafka, String topic) {
		List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
		WholeTopic.read(kafka.bootstrapServers(), topic, all::add);
		return all;
	}

}
