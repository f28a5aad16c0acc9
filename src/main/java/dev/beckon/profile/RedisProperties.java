package dev.beckon.profile;

import java.time.Duration;
import java.util.List;

import io.lettuce.core.RedisURI;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Redis Cluster profiles are kept in.
 *
 * @param nodes some of the cluster's nodes, host:port; the others are found from them
 * @param username the ACL user; none for the default user
 * @param password the user's password; none where Redis asks for none
 * @param tls whether to talk TLS
 * @param connectTimeout how long to try a node that does not answer before giving it up
 * @param readSlice the most an answer's latency budget may lose to one read
 * @param hedgeDelay how long the primary may think before a replica is asked too
 * @param commandTimeout how long a node may take over its part of a batch, not counting
 * its replica
 * @param writeTimeout how long a batch is tried again before its writer is told that the
 * store is unavailable
 * @param timeToLive how long after its last change a profile is kept
 * @param forgottenTimeToLive how long a visitor is remembered as forgotten
 * @param replicaAcknowledgement whether a write is done only once a replica has it
 * @param replicaTimeout how long a replica may take to acknowledge
 * @param topologyRefresh how often to look who serves what, when nothing seems wrong
 */
@Validated
@ConfigurationProperties("beckon.redis")
public record RedisProperties(
		@DefaultValue("127.0.0.1:6379") @NotEmpty List<@Pattern(regexp = ".+:\\d{1,5}",
				message = "must be host:port") String> nodes,
		@Nullable String username, @Nullable String password, @DefaultValue("false") boolean tls,
		@DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(seconds = 30) Duration connectTimeout,
		@DefaultValue("15ms") @DurationMin(millis = 1) @DurationMax(seconds = 1) Duration readSlice,
		@DefaultValue("4ms") @DurationMin(millis = 0) @DurationMax(seconds = 1) Duration hedgeDelay,
		@DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(seconds = 30) Duration commandTimeout,
		@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(seconds = 60) Duration writeTimeout,
		@DefaultValue("30d") @DurationMin(minutes = 1) Duration timeToLive,
		@DefaultValue("1h") @DurationMin(seconds = 1) Duration forgottenTimeToLive,
		@DefaultValue("true") boolean replicaAcknowledgement,
		@DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(seconds = 10) Duration replicaTimeout,
		@DefaultValue("5s") @DurationMin(millis = 500) Duration topologyRefresh) {

	public RedisProperties {
		nodes = List.copyOf(nodes);
		username = (username != null && username.isEmpty()) ? null : username;
		password = (password != null && password.isEmpty()) ? null : password;
	}

	/** Where to begin to look for the cluster. */
	List<RedisURI> uris() {
		return this.nodes.stream().map(this::uri).toList();
	}

	private RedisURI uri(String node) {
		int colon = node.lastIndexOf(':');
		RedisURI.Builder uri = RedisURI.builder()
			.withHost(node.substring(0, colon))
			.withPort(Integer.parseInt(node, colon + 1, node.length(), 10))
			.withSsl(this.tls)
			.withTimeout(this.connectTimeout);
		if (this.password != null && this.username != null) {
			uri.withAuthentication(this.username, this.password.toCharArray());
		}
		else if (this.password != null) {
			uri.withPassword(this.password.toCharArray());
		}
		return uri.build();
	}

	/** Says neither who nor with which password. */
	@Override
	public String toString() {
		return "RedisProperties[nodes=" + this.nodes + ", tls=" + this.tls + "]";
	}

}
