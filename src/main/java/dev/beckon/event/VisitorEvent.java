package dev.beckon.event;

/**
 * A record of {@code beckon.interactions}: something that changes what is known of one
 * visitor.
 */
public sealed interface VisitorEvent permits Interaction, Forget {

	String visitorId();

}
