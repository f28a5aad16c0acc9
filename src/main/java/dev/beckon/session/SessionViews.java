package dev.beckon.session;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.beckon.log.SnapshotPart;
import dev.beckon.log.TopicTail;
import dev.beckon.log.TopicTails;
import dev.beckon.log.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Follows {@code beckon.sessions} once for all views made of it: the current sessions
 * first, then whoever listens. They are saved together, because a listener takes back
 * what a session's earlier form added, and that form is known to the current sessions.
 */
@Configuration(proxyBeanMethods = false)
class SessionViews {

	@Bean
	CurrentSessions currentSessions(SessionProperties properties, MeterRegistry meters) {
		CurrentSessions current = new CurrentSessions(properties, InstantSource.system());
		Gauge.builder("beckon.view.entries", current, CurrentSessions::visitors)
			.description("Entries a view holds in memory")
			.tag("view", "current_sessions")
			.register(meters);
		return current;
	}

	@Bean
	TopicTail sessionsTail(TopicTails tails, CurrentSessions current, SessionProperties properties,
			ObjectProvider<SessionListener> listeners) {
		List<SessionListener> all = listeners.orderedStream().toList();
		List<SnapshotPart> parts = new ArrayList<>();
		parts.add(new CurrentSessionsSnapshot(current, properties));
		all.forEach((listener) -> parts.add(listener.snapshot()));
		return tails.follow(Topics.SESSIONS, new SessionsView(current, all), parts);
	}

}
