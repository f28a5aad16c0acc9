package dev.beckon.ops;

import dev.beckon.log.TopicTail;
import dev.beckon.log.TopicTails;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of readiness: up once every view has read what its topic held when reading began,
 * and from then on, for an answer from a view that has fallen behind is still better than
 * none.
 */
@Component
class ViewsHealthIndicator implements HealthIndicator {

	private final TopicTails tails;

	ViewsHealthIndicator(TopicTails tails) {
		this.tails = tails;
	}

	@Override
	public Health health() {
		Health.Builder health = this.tails.caughtUp() ? Health.up() : Health.outOfService();
		for (TopicTail tail : this.tails.all()) {
			health.withDetail(tail.topic(), tail.lagRecords());
		}
		return health.build();
	}

}
