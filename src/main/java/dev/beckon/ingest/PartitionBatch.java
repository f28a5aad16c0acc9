package dev.beckon.ingest;

import java.util.List;
import java.util.Map;

import dev.beckon.event.VisitorChange;
import dev.beckon.identity.MergeLink;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition in one poll, sorted out. Every record is in exactly one
 * place: a visitor's change, late, a dead letter, forgotten, or withheld.
 *
 * @param partition where the records came from
 * @param firstOffset the offset of the first record
 * @param nextOffset the offset behind the last record
 * @param before the partition's watermark before the first record
 * @param watermark the partition's watermark behind the last record
 * @param changes what was newly told, by visitor
 * @param links who turned out to be whom
 * @param late interactions beyond the allowed lateness
 * @param deadLetters what could not be read, and why
 * @param forgotten interactions of visitors who were forgotten after them
 * @param withheld interactions of visitors who had not consented
 */
record PartitionBatch(TopicPartition partition, long firstOffset, long nextOffset, Watermark before,
		Watermark watermark, Map<String, VisitorChange> changes, List<MergeLink> links,
		List<ConsumerRecord<String, byte[]>> late, List<DeadLetter> deadLetters, int forgotten, int withheld) {

	/** The offset to go back to for this batch to come again. */
	OffsetAndMetadata start() {
		return new OffsetAndMetadata(this.firstOffset, this.before.asMetadata());
	}

	/**
	 * The offset to commit, with the watermark beside it: whoever goes on from here
	 * judges lateness as we would.
	 */
	OffsetAndMetadata offset() {
		return new OffsetAndMetadata(this.nextOffset, this.watermark.asMetadata());
	}

	/** A record that could not be read. */
	record DeadLetter(ConsumerRecord<String, byte[]> consumed, String reason) {
	}

}
