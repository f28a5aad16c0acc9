package dev.beckon.profile;

/**
 * What came of a delivery of touches to a profile; {@code added + duplicates + forgotten}
 * is what was delivered.
 *
 * @param profile the profile with the touches in it; the same instance when nothing
 * changed
 * @param added touches that were not known
 * @param duplicates touches that were known, came twice, or are older than anything the
 * profile still has room for, which is how a replay's touches look
 * @param forgotten touches from before the visitor was forgotten
 */
public record Fold(Profile profile, int added, int duplicates, int forgotten) {
}
