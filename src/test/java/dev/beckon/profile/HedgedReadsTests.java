package dev.beckon.profile;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HedgedReadsTests {

	private static final Optional<byte[]> OLD = Optional.of(new byte[] { 1 });

	private static final Optional<byte[]> NEW = Optional.of(new byte[] { 2 });

	private final CompletableFuture<Optional<byte[]>> primary = new CompletableFuture<>();

	private final CompletableFuture<Optional<byte[]>> replica = new CompletableFuture<>();

	private final CompletableFuture<Optional<byte[]>> winner = HedgedReads.race(this.primary, this.replica);

	@Test
	void theFirstToHaveTheProfileWins() {
		this.replica.complete(OLD);
		assertThat(this.winner).isCompletedWithValue(OLD);
		this.primary.complete(NEW);
		assertThat(this.winner).isCompletedWithValue(OLD);
	}

	@Test
	void theReplicasIgnoranceIsOnlyBelievedWhenThePrimaryCannotSay() {
		this.replica.complete(Optional.empty());
		assertThat(this.winner).isNotDone();
		this.primary.completeExceptionally(new IllegalStateException());
		assertThat(this.winner).isCompletedWithValue(Optional.empty());
	}

	@Test
	void thePrimarysIgnoranceIsBelieved() {
		this.primary.complete(Optional.empty());
		assertThat(this.winner).isCompletedWithValue(Optional.empty());
	}

	@Test
	void theReplicaStandsInForAPrimaryThatFails() {
		this.primary.completeExceptionally(new IllegalStateException());
		assertThat(this.winner).isNotDone();
		this.replica.complete(OLD);
		assertThat(this.winner).isCompletedWithValue(OLD);
	}

	@Test
	void failsWhenBothFail() {
		this.replica.completeExceptionally(new IllegalStateException());
		assertThat(this.winner).isNotDone();
		this.primary.completeExceptionally(new IllegalStateException());
		assertThat(this.winner).isCompletedExceptionally();
	}

}
