package dev.beckon.profile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisInfoTests {

	private static final String INFO = """
			# Replication
			role:master
			connected_slaves:2
			slave0:ip=127.0.0.1,port=7003,state=online,offset=14,lag=0
			slave1:ip=127.0.0.1,port=7004,state=wait_bgsave,offset=0,lag=0
			# Memory
			used_memory:1048576
			used_memory_rss:7
			maxmemory:0
			""".replace("\n", "\r\n");

	@Test
	void onlyReplicasInSyncCanAcknowledge() {
		assertThat(Acknowledgements.onlineReplicas(INFO)).isEqualTo(1);
		assertThat(Acknowledgements.onlineReplicas("role:master\r\nconnected_slaves:0\r\n")).isZero();
	}

	@Test
	void figuresAreFoundByTheirWholeName() {
		assertThat(RedisMetrics.number(INFO, "used_memory")).isEqualTo(1_048_576);
		assertThat(RedisMetrics.number(INFO, "maxmemory")).isZero();
		assertThat(RedisMetrics.number(INFO, "evicted_keys")).isZero();
	}

}
