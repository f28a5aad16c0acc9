package dev.beckon.index;

import java.io.IOException;
import java.util.Arrays;

import dev.beckon.log.SnapshotPart;
import dev.beckon.log.SnapshotReader;
import dev.beckon.log.SnapshotWriter;
import org.jspecify.annotations.Nullable;

/**
 * The index in a snapshot: its sessions, oldest first, each with the number of its
 * entries (zero ends the list), how many numbers were left out before it, its key, its
 * newest event and the entries. An entry is the interaction type in the low bits, above
 * it the item's number in the snapshot: from zero, in the order in which items are first
 * mentioned, where the item's id follows.
 *
 * <p>
 * Sessions are read while the index goes on, as any reader reads them: what changes
 * meanwhile is in the log behind the snapshot. The names of a session's items are only
 * good if it is still held after they were looked up.
 */
final class IndexSnapshot implements SnapshotPart {

	private final SessionIndex index;

	private final IndexBounds bounds;

	IndexSnapshot(SessionIndex index, IndexBounds bounds) {
		this.index = index;
		this.bounds = bounds;
	}

	@Override
	public String description() {
		return "index 1 " + this.bounds;
	}

	@Override
	public Content capture() {
		int next = this.index.next();
		return (out) -> write(next, out);
	}

	@SuppressWarnings("ReferenceEquality") // whether the session was replaced meanwhile
	private void write(int next, SnapshotWriter out) throws IOException {
		SavedItems items = new SavedItems(this.index.itemIds());
		int oldest = this.index.oldest();
		int last = oldest - 1;
		for (int number = oldest; number - next < 0; number++) {
			int[] session = this.index.session(number);
			if (session != null) {
				items.name(session);
			}
			if (session != null && this.index.session(number) == session) {
				write(number - last - 1, session, items, out);
				last = number;
			}
		}
		out.putVarint(0);
	}

	private static void write(int gap, int[] session, SavedItems items, SnapshotWriter out) throws IOException {
		out.putVarint(session.length - PastSession.FIRST);
		out.putVarint(gap);
		out.putLong(PastSession.key(session));
		out.putInt(PastSession.newestEvent(session));
		for (int i = PastSession.FIRST; i < session.length; i++) {
			items.write(session[i], i, out);
		}
	}

	@Override
	public void restore(SnapshotReader in) throws IOException {
		RestoredSessions restored = new RestoredSessions(this.bounds.maxSessionItems());
		boolean more = true;
		while (more) {
			more = restored.read(in);
			this.index.restore(restored);
		}
	}

	@Override
	public void clear() {
		this.index.clear();
	}

	/** Numbers items as a snapshot mentions them. */
	private static final class SavedItems {

		private final ItemIds ids;

		/** Of the session's entries. */
		private String[] named = new String[64];

		/** By the index's number: the item under its number in the snapshot. */
		private @Nullable String[] names = new String[64];

		private int[] numbers = new int[64];

		private int size;

		SavedItems(ItemIds ids) {
			this.ids = ids;
		}

		void name(int[] session) {
			if (session.length > this.named.length) {
				this.named = new String[session.length];
			}
			for (int i = PastSession.FIRST; i < session.length; i++) {
				this.named[i] = this.ids.name(PastSession.item(session[i]));
			}
		}

		/** A number of the index that has another name by now is another item. */
		void write(int entry, int at, SnapshotWriter out) throws IOException {
			int item = PastSession.item(entry);
			if (item >= this.numbers.length) {
				this.names = Arrays.copyOf(this.names, item * 2);
				this.numbers = Arrays.copyOf(this.numbers, item * 2);
			}
			boolean isNew = !this.named[at].equals(this.names[item]);
			if (isNew) {
				this.names[item] = this.named[at];
				this.numbers[item] = this.size++;
			}
			out.putVarint(((long) this.numbers[item] << RestoredSessions.TYPE_BITS) | PastSession.typeCode(entry));
			if (isNew) {
				out.putText(this.named[at]);
			}
		}

	}

}
