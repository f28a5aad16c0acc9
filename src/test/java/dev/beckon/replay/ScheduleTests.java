package dev.beckon.replay;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.beckon.event.InteractionType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTests {

	private static final long START = 1_800_000_000_000L;

	private final Clickstream clickstream = clickstream(0, 10, 10, 20, 7_200);

	@Test
	void sendsFasterBySpeed() {
		Schedule schedule = new Schedule(this.clickstream, 20, Schedule.EventTimes.NOW);

		assertThat(schedule.sendNanos(0)).isZero();
		assertThat(schedule.sendNanos(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
		assertThat(schedule.durationNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(360));
	}

	@Test
	void spreadsTheRowsOfOneSecond() {
		Schedule schedule = new Schedule(this.clickstream, 1, Schedule.EventTimes.NOW);

		assertThat(schedule.sendNanos(1)).isEqualTo(TimeUnit.SECONDS.toNanos(10));
		assertThat(schedule.sendNanos(2)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10_500));
	}

	@Test
	void anEventHappensWhenItIsSent() {
		Schedule schedule = new Schedule(this.clickstream, 20, Schedule.EventTimes.NOW);

		assertThat(schedule.eventTimeMillis(4, START)).isEqualTo(START + 360_000);
	}

	@Test
	void gapsStayAndTheLastEventHappensWhenItIsSent() {
		Schedule schedule = new Schedule(this.clickstream, 20, Schedule.EventTimes.GAPS);

		assertThat(schedule.eventTimeMillis(1, START) - schedule.eventTimeMillis(0, START)).isEqualTo(10_000);
		assertThat(schedule.eventTimeMillis(4, START)).isEqualTo(START + 360_000);
	}

	@Test
	void noEventIsInTheFuture() {
		for (Schedule.EventTimes eventTimes : Schedule.EventTimes.values()) {
			Schedule schedule = new Schedule(this.clickstream, 7, eventTimes);
			for (int i = 0; i < schedule.size(); i++) {
				long sentMillis = START + TimeUnit.NANOSECONDS.toMillis(schedule.sendNanos(i));
				assertThat(schedule.eventTimeMillis(i, START)).isLessThanOrEqualTo(sentMillis);
			}
		}
	}

	@Test
	void aVisitorIsKnownASecondAfterTheFirstClick() {
		Clickstream twice = clickstream(0, 2, 3);
		Visits visits = new Visits(twice.rows(), new Schedule(twice, 2, Schedule.EventTimes.NOW));

		assertThat(IntStream.range(0, 3).mapToObj(visits::isKnown)).containsExactly(false, true, true);
		assertThat(IntStream.range(0, 3).mapToObj(visits::isQuietBefore)).containsExactly(true, true, false);
	}

	private static Clickstream clickstream(int... seconds) {
		List<Row> rows = IntStream.range(0, seconds.length)
			.mapToObj((i) -> new Row(i, "7", InteractionType.VIEW_ITEM, "11", 1_000L * seconds[i], List.of("c"), null,
					null))
			.toList();
		return new Clickstream(ClickstreamFormat.TAOBAO, rows);
	}

}
