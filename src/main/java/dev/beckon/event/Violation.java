package dev.beckon.event;

/**
 * Why an input was refused.
 *
 * @param field the field at fault, as the sender spells it
 * @param message what is wrong with it, without the offending value
 */
public record Violation(String field, String message) {
}
