package dev.beckon.recommend;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerRatesTests {

	private final AtomicLong second = new AtomicLong(1_000);

	private final AnswerRates rates = new AnswerRates(this.second::get);

	@Test
	void theThreeRatesAreKeptApart() {
		this.rates.count(null, true);
		this.rates.count(FallbackReason.UNKNOWN_VISITOR, false);
		this.rates.count(FallbackReason.EVICTED, false);
		this.rates.count(FallbackReason.STORE_TIMEOUT, true);

		assertThat(this.rates.fallbackRate()).isEqualTo(0.5);
		assertThat(this.rates.unknownVisitorRate()).isEqualTo(0.25);
		assertThat(this.rates.paddedRate()).isEqualTo(0.5);
	}

	@Test
	void anAnswerCountsForAMinute() {
		this.rates.count(FallbackReason.STORE_ERROR, false);
		this.second.addAndGet(59);
		assertThat(this.rates.fallbackRate()).isEqualTo(1);
		this.second.addAndGet(1);
		assertThat(this.rates.fallbackRate()).isZero();
	}

}
