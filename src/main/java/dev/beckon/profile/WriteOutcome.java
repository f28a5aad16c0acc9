package dev.beckon.profile;

import java.util.Map;

import dev.beckon.event.VisitorChange;

/**
 * What came of writing as much of a batch as can be written now.
 *
 * @param report what is written, and acknowledged by a replica where there is one
 * @param unwritten by visitor id, what is not, since its shard is away
 */
public record WriteOutcome(WriteReport report, Map<String, VisitorChange> unwritten) {
}
