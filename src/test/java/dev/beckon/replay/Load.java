package dev.beckon.replay;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import dev.beckon.event.EventJson;
import dev.beckon.event.Interaction;

/**
 * Sends every row as an event, and asks for an answer a little later, when the schedule
 * says so and never because of an earlier answer: a slow service meets the same load as a
 * fast one. Latency counts from the scheduled instant, so that waiting for a turn counts
 * too.
 */
final class Load {

	private final List<Row> rows;

	private final Schedule schedule;

	private final Visits visits;

	private final ReplayOptions options;

	private final BeckonClient client;

	private final Tally tally;

	private final FreshnessProbe freshness;

	private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

	private final long startNanos = System.nanoTime();

	private final long startMillis = System.currentTimeMillis();

	Load(Clickstream clickstream, ReplayOptions options, BeckonClient client, Tally tally) {
		this.rows = clickstream.rows();
		this.schedule = new Schedule(clickstream, options.speed(), options.eventTimes());
		this.visits = new Visits(this.rows, this.schedule);
		this.options = options;
		this.client = client;
		this.tally = tally;
		this.freshness = new FreshnessProbe(client, tally);
	}

	/** Returns when everything was sent and every request has ended. */
	void run() {
		long answerDelay = this.options.answerDelay().toNanos();
		int sent = 0;
		int asked = 0;
		while (asked < this.rows.size()) {
			long nextSend = (sent < this.rows.size()) ? this.schedule.sendNanos(sent) : Long.MAX_VALUE;
			long nextAsk = this.schedule.sendNanos(asked) + answerDelay;
			awaitTurn(Math.min(nextSend, nextAsk));
			if (nextSend <= nextAsk) {
				send(sent++);
			}
			else {
				ask(asked++, nextAsk);
			}
		}
		this.requests.close();
		this.freshness.close();
	}

	private void awaitTurn(long turnNanos) {
		long turn = this.startNanos + turnNanos;
		for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		Tally.record(this.tally.lateSending, System.nanoTime() - turn);
	}

	private void send(int index) {
		Row row = this.rows.get(index);
		long intended = this.startNanos + this.schedule.sendNanos(index);
		long eventTime = this.schedule.eventTimeMillis(index, this.startMillis);
		this.tally.eventsSent.increment();
		this.requests.execute(() -> send(event(row, eventTime), intended));
		if (isTimed(index)) {
			this.freshness.time(new FreshnessProbe.Click(row.visitorId(), row.itemId(), eventTime, intended));
		}
	}

	private void send(Interaction event, long intended) {
		try {
			this.client.send(EventJson.write(event));
			this.tally.acknowledged(System.nanoTime() - intended);
		}
		catch (BeckonClient.FailedRequest failed) {
			this.tally.notTaken(failed.error());
		}
	}

	private Interaction event(Row row, long eventTime) {
		return new Interaction(this.options.label() + "-" + row.number(), row.type(), row.visitorId(), row.itemId(),
				eventTime, 1, row.price(), null, null, null);
	}

	/**
	 * Of the clicks after a pause only: a click just before makes two that look alike.
	 */
	private boolean isTimed(int index) {
		int every = this.options.freshnessEvery();
		return every > 0 && index % every == 0 && this.visits.isQuietBefore(index);
	}

	private void ask(int index, long intendedNanos) {
		Row row = this.rows.get(index);
		long intended = this.startNanos + intendedNanos;
		this.tally.answersAsked.increment();
		this.requests.execute(() -> ask(row, this.visits.isKnown(index), intended));
	}

	private void ask(Row row, boolean knownVisitor, long intended) {
		try {
			Answer answer = this.client.ask(row.visitorId(), row.itemId());
			this.tally.answered(answer, knownVisitor, System.nanoTime() - intended);
		}
		catch (BeckonClient.FailedRequest failed) {
			this.tally.unanswered(failed.error(), System.nanoTime() - intended);
		}
	}

}
