package dev.beckon.control;

/**
 * A share of the answers that goes past a switch on purpose.
 *
 * @param percent of the answers that would have asked what is behind the switch, 1..100
 * @param target the source those answers begin at instead
 */
public record Drill(int percent, String target) {
}
