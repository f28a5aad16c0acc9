package dev.beckon.stack;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalStackEndIntegrationTests {

	@Test
	void aClosedStackLeavesNoProcessBehind() {
		List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
		LocalStack stack = LocalStack.start();
		List<ProcessHandle> started = ProcessHandle.current()
			.descendants()
			.filter((process) -> !before.contains(process))
			.toList();
		assertThat(stack.redis().isHealthy()).isTrue();

		stack.close();

		assertThat(started).noneMatch(ProcessHandle::isAlive);
		assertThat(stack.redis().nodes()).noneMatch(RedisNode::isRunning);
		assertThat(stack.kafka().isRunning()).isFalse();
	}

}
