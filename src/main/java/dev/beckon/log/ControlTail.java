package dev.beckon.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.stereotype.Component;

/**
 * The one tail of {@code beckon.control}, which several rooms share: what stands before
 * the first slash of a record's key says whose it is.
 *
 * <p>
 * Thread safety: safe; one thread calls all views, one after the other.
 */
@Component
public class ControlTail {

	private final Map<String, TopicTail.View> views = new ConcurrentHashMap<>();

	private final TopicTail tail;

	ControlTail(TopicTails tails) {
		this.tail = tails.follow(Topics.CONTROL, this::on);
	}

	/**
	 * Shows {@code view} every record whose key begins so; to be called while the process
	 * is wired.
	 * @param prefix of the keys, with the slash at its end
	 */
	public void follow(String prefix, TopicTail.View view) {
		if (this.views.putIfAbsent(prefix, view) != null) {
			throw new IllegalArgumentException("the records of " + prefix + " have a view");
		}
	}

	/** Whether all that the topic held when reading began is known. */
	public boolean caughtUp() {
		return this.tail.caughtUp();
	}

	private void on(ConsumerRecord<String, byte[]> consumed) {
		String key = consumed.key();
		TopicTail.View view = this.views.get(key.substring(0, key.indexOf('/') + 1));
		if (view != null) {
			view.on(consumed);
		}
	}

}
