package dev.beckon.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that lives no longer than this JVM, however the JVM ends. */
final class ChildProcess {

	/*
	 * A shell starts the server and then reads from the pipe to this JVM. When the JVM
	 * ends, even by kill -9, the kernel closes the pipe, the shell reads the end of file
	 * and kills the server. Polling the parent's pid would be slower and could meet a
	 * reused pid, and PR_SET_PDEATHSIG fires when the starting thread ends, not the
	 * process. The shell waits for the server, so that its pid stays taken until the
	 * shell has ended too.
	 */
	private static final String WATCHDOG = """
			log=$1; shift; exec 3<&0
			"$@" </dev/null >>"$log" 2>&1 3<&- &
			server=$!
			echo $server
			exec >/dev/null
			{ read -r _; kill -9 $server; } <&3 &
			exec 3<&-
			wait $server
			kill $!; wait
			""";

	/**
	 * A session of its own keeps the terminal's Ctrl-C from the server, which has to
	 * outlive the service that uses it.
	 */
	private static final boolean HAS_SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));

	private final Process watchdog;

	private final long pid;

	private ChildProcess(Process watchdog, long pid) {
		this.watchdog = watchdog;
		this.pid = pid;
	}

	/**
	 * Starts a server.
	 * @param log the file its output is appended to
	 */
	static ChildProcess start(Path log, List<String> serverCommand) {
		return start(HAS_SETSID ? List.of("/usr/bin/setsid") : List.of(), log, serverCommand);
	}

	/**
	 * Starts a server in the session of this JVM. Linux shares processors out among
	 * sessions first, so that the priority of a thread counts only within its own: what
	 * is measured beside a server in another session gives way to all of its threads.
	 * @param log the file its output is appended to
	 */
	static ChildProcess startBeside(Path log, List<String> serverCommand) {
		return start(List.of(), log, serverCommand);
	}

	private static ChildProcess start(List<String> session, Path log, List<String> serverCommand) {
		List<String> command = new ArrayList<>(session);
		command.addAll(List.of("sh", "-c", WATCHDOG, "watchdog", log.toString()));
		command.addAll(serverCommand);
		try {
			Process watchdog = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
			return new ChildProcess(watchdog, firstLine(watchdog));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long firstLine(Process watchdog) throws IOException {
		BufferedReader output = watchdog.inputReader(StandardCharsets.US_ASCII);
		String line = output.readLine();
		if (line == null) {
			throw new IOException("no shell to start a server with");
		}
		return Long.parseLong(line);
	}

	long pid() {
		return this.pid;
	}

	boolean isAlive() {
		return this.watchdog.isAlive();
	}

	/** Sends TERM, STOP, CONT and the like. */
	void signal(String name) {
		if (!isAlive()) {
			return;
		}
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(this.pid)).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends the server with kill -9 and returns when it is gone. */
	void kill() {
		if (isAlive()) {
			ProcessHandle.of(this.pid).ifPresent(ProcessHandle::destroyForcibly);
			awaitEnd(10);
		}
	}

	/** Asks the server to end, and kills it when it does not within ten seconds. */
	void terminate() {
		signal("TERM");
		if (!awaitEnd(10)) {
			kill();
		}
	}

	private boolean awaitEnd(int seconds) {
		try {
			return this.watchdog.waitFor(seconds, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
