package dev.beckon.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

import com.sun.management.OperatingSystemMXBean;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;

/**
 * What has been used since the start.
 *
 * @param serviceCpu by this process
 * @param brokerCpu by Kafka
 * @param redisCpu by all Redis nodes
 * @param redisCommands executed by the primaries; one within a script counts too
 */
record Usage(Duration serviceCpu, Duration brokerCpu, Duration redisCpu, long redisCommands) {

	static Usage now(LocalRedis redis) {
		long own = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
		return new Usage(Duration.ofNanos(own), cpuOf("java"), cpuOf("redis-server"), commands(redis));
	}

	Usage minus(Usage before) {
		return new Usage(this.serviceCpu.minus(before.serviceCpu), this.brokerCpu.minus(before.brokerCpu),
				this.redisCpu.minus(before.redisCpu), this.redisCommands - before.redisCommands);
	}

	/** Of the children that run this command; where they are containers, nothing. */
	private static Duration cpuOf(String command) {
		return ProcessHandle.current()
			.descendants()
			.map(ProcessHandle::info)
			.filter((info) -> info.command().orElse("").contains(command))
			.map(ProcessHandle.Info::totalCpuDuration)
			.flatMap(Optional::stream)
			.reduce(Duration.ZERO, Duration::plus);
	}

	private static long commands(LocalRedis redis) {
		return redis.primaries().stream().mapToLong(Usage::commands).sum();
	}

	private static long commands(RedisNode node) {
		return node.ask((redis) -> redis.info("stats"))
			.lines()
			.filter((line) -> line.startsWith("total_commands_processed:"))
			.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
			.sum();
	}

}
