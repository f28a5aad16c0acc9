package dev.beckon.recommend;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.beckon.log.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks for new items, where any placement explores. */
final class NewItemsRefresh implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(NewItemsRefresh.class);

	private final NewItems newItems;

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Background.thread("new-items").factory());

	NewItemsRefresh(NewItems newItems, Duration interval, boolean isExploring) {
		this.newItems = newItems;
		if (isExploring) {
			var _ = this.thread.scheduleWithFixedDelay(this::refresh, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void refresh() {
		try {
			this.newItems.refresh();
		}
		catch (RuntimeException bug) {
			log.error("The new items stay as they were, on a bug", bug);
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
