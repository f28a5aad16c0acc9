package dev.beckon.index;

import java.util.Map;

/**
 * A candidate and what spoke for it.
 *
 * @param candidate as it is recommended
 * @param parts the evidence by name, in a fixed order; what is zero is left out
 */
public record Explanation(Candidate candidate, Map<String, Float> parts) {
}
