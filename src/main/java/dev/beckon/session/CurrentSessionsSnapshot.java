package dev.beckon.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.beckon.log.SnapshotPart;
import dev.beckon.log.SnapshotReader;
import dev.beckon.log.SnapshotWriter;

/**
 * The current sessions in a snapshot: the number of visitors, and of each since when it
 * is known, how many sessions, and these as {@code beckon.sessions} holds them.
 */
final class CurrentSessionsSnapshot implements SnapshotPart {

	private final CurrentSessions current;

	private final String description;

	CurrentSessionsSnapshot(CurrentSessions current, SessionProperties properties) {
		this.current = current;
		this.description = "current sessions 1 " + properties;
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public Content capture() {
		List<CurrentSessions.Newest> all = this.current.all();
		return (out) -> write(all, out);
	}

	private static void write(List<CurrentSessions.Newest> all, SnapshotWriter out) throws IOException {
		out.putVarint(all.size());
		for (CurrentSessions.Newest newest : all) {
			out.putLong(newest.knownSinceMillis());
			out.putVarint(newest.sessions().size());
			for (byte[] session : newest.sessions()) {
				out.putBytes(session);
			}
		}
	}

	@Override
	public void restore(SnapshotReader in) throws IOException {
		for (int visitors = in.getCount(); visitors > 0; visitors--) {
			long knownSinceMillis = in.getLong();
			List<byte[]> sessions = new ArrayList<>();
			for (int left = in.getCount(); left > 0; left--) {
				sessions.add(in.getBytes());
			}
			this.current.restore(sessions, knownSinceMillis);
		}
	}

	@Override
	public void clear() {
		this.current.clear();
	}

}
