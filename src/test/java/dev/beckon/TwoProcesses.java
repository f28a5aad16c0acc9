package dev.beckon;

import java.nio.file.Path;
import java.util.Map;

import dev.beckon.stack.LocalStack;

/**
 * Two processes that answer, of one fleet: what is done to one is seen in the other. They
 * do not take the time to get warm, and have time enough for a slow machine's answers.
 *
 * @param stack what they share
 * @param snapshots where each has a directory of its own
 * @param here the one that is asked to change something
 * @param there the one that has to follow
 */
record TwoProcesses(LocalStack stack, Path snapshots, Beckon here, Beckon there) implements AutoCloseable {

	static TwoProcesses start(LocalStack stack, Path snapshots) {
		return new TwoProcesses(stack, snapshots, start(stack, snapshots, "here"), start(stack, snapshots, "there"));
	}

	/** Starts one more, which its caller closes. */
	Beckon later() {
		return start(this.stack, this.snapshots, "later");
	}

	private static Beckon start(LocalStack stack, Path snapshots, String name) {
		return Beckon.start(stack,
				Map.of("beckon.ops.process", name, "beckon.snapshot-dir", snapshots.resolve(name).toString(),
						"beckon.recommend.warm-up.enabled", "false", "beckon.recommend.latency-budget", "2s"));
	}

	@Override
	public void close() {
		this.here.close();
		this.there.close();
	}

}
