package dev.beckon.ingest;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SilenceTests {

	private static final long LONGEST = 1_000;

	private final Silence silence = new Silence(Duration.ofNanos(LONGEST));

	@Test
	void aLogThatAcknowledgesTakesAnyNumberAtOnce() {
		for (int i = 0; i < 10_000; i++) {
			assertThat(this.silence.begin(i)).isTrue();
			if (i % 900 == 0) {
				this.silence.end(true, i);
			}
		}
	}

	@Test
	void aLogThatNobodyAskedIsNotSilent() {
		assertThat(this.silence.begin(0)).isTrue();
		this.silence.end(true, 1);

		assertThat(this.silence.begin(100 * LONGEST)).isTrue();
		assertThat(this.silence.begin(100 * LONGEST + 1)).isTrue();
	}

	@Test
	void aSilentLogGetsOneAppendAtATimeUntilItAcknowledges() {
		this.silence.begin(0);
		this.silence.begin(0);
		assertThat(this.silence.begin(LONGEST + 1)).isFalse();

		this.silence.end(false, 4 * LONGEST);
		assertThat(this.silence.begin(4 * LONGEST)).as("another still waits").isFalse();
		this.silence.end(false, 4 * LONGEST);
		assertThat(this.silence.begin(4 * LONGEST)).as("to find out").isTrue();
		assertThat(this.silence.begin(4 * LONGEST)).isFalse();

		this.silence.end(true, 5 * LONGEST);
		assertThat(this.silence.begin(5 * LONGEST)).isTrue();
		assertThat(this.silence.begin(5 * LONGEST)).isTrue();
	}

	@Property
	void noMoreWaitThanCameBeforeItWasFoundOut(
			@ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 20) Long> gaps) {
		Silence mute = new Silence(Duration.ofNanos(LONGEST));
		long now = 0;
		int waiting = 0;
		int inTime = 0;
		for (long gap : gaps) {
			now += gap;
			waiting += mute.begin(now) ? 1 : 0;
			inTime += (now - gaps.getFirst() <= LONGEST) ? 1 : 0;
		}
		assertThat(waiting).isEqualTo(inTime);
	}

}
