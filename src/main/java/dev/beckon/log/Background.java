package dev.beckon.log;

/**
 * Threads whose work nobody waits for. Where the JVM passes priorities on to the system,
 * as the container's does, they give way to those who answer; elsewhere they are threads
 * as any other.
 */
public final class Background {

	private Background() {
	}

	/** A daemon of that name, to be started. */
	@SuppressWarnings("ThreadPriorityCheck") // nothing depends on who comes first
	public static Thread.Builder.OfPlatform thread(String name) {
		return Thread.ofPlatform().name(name).priority(Thread.MIN_PRIORITY).daemon();
	}

}
