package dev.beckon.event;

/** All that the log held of this visitor when this was appended is to be forgotten. */
public record Forget(String visitorId) implements VisitorEvent {
}
