package dev.beckon.ops;

import dev.beckon.recommend.WarmUp;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: up once the process is warm, and at once where it only ingests. */
@Component
class WarmUpHealthIndicator implements HealthIndicator {

	private final ObjectProvider<WarmUp> warmUp;

	WarmUpHealthIndicator(ObjectProvider<WarmUp> warmUp) {
		this.warmUp = warmUp;
	}

	@Override
	public Health health() {
		boolean warm = this.warmUp.stream().allMatch(WarmUp::isDone);
		return (warm ? Health.up() : Health.outOfService()).build();
	}

}
