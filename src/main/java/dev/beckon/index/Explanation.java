package dev.beckon.index;

import java.util.Map;

/**
 * A candidate and what spoke for it.
 *
 * @param candidate as it is recommended
 * @param parts what the score is the sum of, by name; what is zero is left out
 * @param evidence what was known of it, by name; what is zero is left out
 */
public record Explanation(Candidate candidate, Map<String, Float> parts, Map<String, Float> evidence) {
}
