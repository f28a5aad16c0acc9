package dev.beckon.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivalTests {

	private final Queue<Runnable> queue = new ArrayDeque<>();

	@Test
	void aRequestArrivedWhenItsTaskWasHandedOver() {
		List<Long> arrivals = new ArrayList<>();
		long before = System.nanoTime();
		Arrival.noting(this.queue::add).execute(() -> {
			Arrival.begin();
			arrivals.add(Arrival.nanos());
		});
		long handedOver = System.nanoTime();

		this.queue.remove().run();

		assertThat(arrivals.getFirst() - before).isNotNegative();
		assertThat(handedOver - arrivals.getFirst()).isNotNegative();
	}

	@Test
	void aSecondRequestOfTheSameTaskArrivedWhenItBegan() {
		List<Long> arrivals = new ArrayList<>();
		Arrival.noting(this.queue::add).execute(() -> {
			Arrival.begin();
			Arrival.begin();
			arrivals.add(Arrival.nanos());
		});
		long handedOver = System.nanoTime();

		this.queue.remove().run();

		assertThat(arrivals.getFirst() - handedOver).isNotNegative();
	}

	@Test
	void thoseThatHaveNotHadTheirTurnAreWaiting() {
		List<Integer> waiting = new ArrayList<>();
		Executor executor = Arrival.noting(this.queue::add);
		for (int i = 0; i < 3; i++) {
			executor.execute(() -> waiting.add(Arrival.waiting()));
		}

		this.queue.forEach(Runnable::run);

		assertThat(waiting).containsExactly(2, 1, 0);
	}

	@Test
	void whereNoRequestIsAnsweredItIsNow() {
		long before = System.nanoTime();

		assertThat(Arrival.nanos() - before).isNotNegative();
		assertThat(Arrival.waiting()).isZero();
	}

}
