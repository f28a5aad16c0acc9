package dev.beckon.ingest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class EventAppendsTests {

	private final LinkedBlockingQueue<CompletableFuture<Void>> waiting = new LinkedBlockingQueue<>();

	private final AtomicLong nanos = new AtomicLong();

	private final EventAppends appends = new EventAppends((_) -> {
		CompletableFuture<Void> appended = new CompletableFuture<>();
		this.waiting.add(appended);
		return appended;
	}, this.nanos::get);

	@Test
	void isAcknowledgedOnceAllAre() throws InterruptedException {
		CompletableFuture<Boolean> appended = append("a", "b");
		CompletableFuture<Void> first = next();
		CompletableFuture<Void> second = next();

		second.complete(null);
		assertThat(appended).isNotDone();
		first.complete(null);
		assertThat(appended.join()).isTrue();
	}

	@Test
	void whileKafkaIsSilentOthersAreRefusedAtOnceAndTakenWhenItIsBack() throws InterruptedException {
		CompletableFuture<Boolean> stuck = append("a");
		CompletableFuture<Void> lost = next();
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
		assertThat(append("b").join()).isFalse();
		lost.completeExceptionally(new IllegalStateException("no broker"));
		assertThat(stuck.join()).isFalse();

		CompletableFuture<Boolean> attempt = append("c");
		CompletableFuture<Void> arrived = next();
		assertThat(append("d").join()).isFalse();
		arrived.complete(null);
		assertThat(attempt.join()).isTrue();
		CompletableFuture<Boolean> asBefore = append("e");
		CompletableFuture<Boolean> beside = append("f");
		next().complete(null);
		next().complete(null);
		assertThat(asBefore.join()).isTrue();
		assertThat(beside.join()).isTrue();
	}

	private CompletableFuture<Boolean> append(String... eventIds) {
		List<Interaction> interactions = List.of(eventIds).stream().map(EventAppendsTests::view).toList();
		return CompletableFuture.supplyAsync(() -> this.appends.append(interactions), Thread::startVirtualThread);
	}

	private CompletableFuture<Void> next() throws InterruptedException {
		return this.waiting.take();
	}

	private static Interaction view(String eventId) {
		return new Interaction(eventId, InteractionType.VIEW_ITEM, "v", "i", 1, 1, null, null, null, null);
	}

}
