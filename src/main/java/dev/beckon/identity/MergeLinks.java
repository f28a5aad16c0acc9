package dev.beckon.identity;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.event.Hashing;
import dev.beckon.log.ControlTail;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Who was merged into whom, as {@code beckon.control} tells: facts of the log, so that a
 * replay knows them before it reads its first interaction.
 *
 * <p>
 * Thread safety: safe.
 */
public final class MergeLinks {

	private static final String PREFIX = "merged/";

	private static final ObjectMapper JSON = new ObjectMapper();

	private final MergedVisitors visitors;

	private final TopicWriter writer;

	private final ControlTail control;

	MergeLinks(MergedVisitors visitors, ControlTail control, TopicWriter writer) {
		this.visitors = visitors;
		this.writer = writer;
		this.control = control;
		control.follow(PREFIX, this::on);
	}

	/**
	 * Returns when all links written so far are known.
	 * @throws IllegalStateException when they are not known yet
	 */
	public void requireKnown() {
		if (!this.control.caughtUp()) {
			throw new IllegalStateException("who was merged is not known yet");
		}
	}

	/** Everybody who is the same person, the one who stands for it first. */
	public List<String> of(String visitorId) {
		return this.visitors.of(visitorId);
	}

	/** Whether the two are one person already. */
	public boolean areOne(MergeLink link) {
		return this.visitors.rootOf(link.visitorId()).equals(this.visitors.rootOf(link.into()));
	}

	/**
	 * Whether the visitor may be merged so: it is not merged into somebody else already.
	 */
	public boolean mayBecome(MergeLink link) {
		return this.visitors.linkOf(link.visitorId()) == null;
	}

	/** The record that merges them. */
	public static ProducerRecord<String, byte[]> record(MergeLink link) {
		try {
			return new ProducerRecord<>(Topics.CONTROL, keyOf(link.visitorId()), JSON.writeValueAsBytes(link));
		}
		catch (JsonProcessingException bug) {
			throw new IllegalStateException("a link must be writable", bug);
		}
	}

	/** Has every process know, once the returned future completes. */
	public CompletableFuture<RecordMetadata> add(MergeLink link) {
		return this.writer.append(Topics.CONTROL, keyOf(link.visitorId()), record(link).value());
	}

	/** Has every process forget whom the visitor was merged into. */
	public CompletableFuture<RecordMetadata> remove(String visitorId) {
		return this.writer.append(Topics.CONTROL, keyOf(visitorId), null);
	}

	private static String keyOf(String visitorId) {
		return PREFIX + Long.toHexString(Hashing.hash64(visitorId));
	}

	private void on(ConsumerRecord<String, byte[]> consumed) {
		byte @Nullable [] value = consumed.value();
		if (value == null) {
			this.visitors.remove(Long.parseUnsignedLong(consumed.key().substring(PREFIX.length()), 16));
			return;
		}
		try {
			this.visitors.put(JSON.readValue(value, MergeLink.class));
		}
		catch (IOException unreadable) {
			throw new IllegalArgumentException("no link", unreadable);
		}
	}

}
