package dev.beckon.profile;

/**
 * What came of writing a batch; {@code added + duplicates + forgotten} is the number of
 * touches in it.
 *
 * @param added touches that were not known
 * @param duplicates touches that were known, or are older than what a profile holds
 * @param forgotten touches from before their visitor was forgotten
 * @param written profiles that changed
 * @param cleared profiles that held touches before and hold none now
 */
public record WriteReport(int added, int duplicates, int forgotten, int written, int cleared) {

	static final WriteReport NOTHING = new WriteReport(0, 0, 0, 0, 0);

	WriteReport plus(Rewrite done) {
		Fold fold = done.fold();
		return new WriteReport(this.added + fold.added(), this.duplicates + fold.duplicates(),
				this.forgotten + fold.forgotten(), this.written + (done.isChange() ? 1 : 0),
				this.cleared + (done.clears() ? 1 : 0));
	}

}
