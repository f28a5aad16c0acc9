package dev.beckon.profile;

import java.util.Collection;
import java.util.List;

import dev.beckon.event.Touch;

/**
 * What a profile will not admit any more: a floor for each class of touches, and the
 * event time through which the visitor was forgotten.
 *
 * <p>
 * A floor that forgetting has overtaken says nothing and is left out, so that the same
 * knowledge always has the same form.
 *
 * @param recent the floor of {@link Retention#RECENT}
 * @param cart the floor of {@link Retention#CART}
 * @param purchases the floor of {@link Retention#PURCHASES}
 * @param forgottenThroughMillis touches at or before this event time were forgotten, or
 * -1
 */
record Floors(Floor recent, Floor cart, Floor purchases, long forgottenThroughMillis) {

	static final Floors NONE = new Floors(Floor.NONE, Floor.NONE, Floor.NONE, -1);

	Floors {
		recent = unlessForgotten(recent, forgottenThroughMillis);
		cart = unlessForgotten(cart, forgottenThroughMillis);
		purchases = unlessForgotten(purchases, forgottenThroughMillis);
	}

	private static Floor unlessForgotten(Floor floor, long forgottenThroughMillis) {
		return (floor.timeMillis() <= forgottenThroughMillis) ? Floor.NONE : floor;
	}

	Floor of(Retention retention) {
		return switch (retention) {
			case RECENT -> this.recent;
			case CART -> this.cart;
			case PURCHASES -> this.purchases;
		};
	}

	boolean hasForgotten(Touch touch) {
		return touch.timeMillis() <= this.forgottenThroughMillis;
	}

	/** Whether a class the touch belongs to has room at its place in event time. */
	boolean admit(Touch touch) {
		if (hasForgotten(touch)) {
			return false;
		}
		return this.recent.isUnder(touch) || (Retention.CART.holds(touch.type()) && this.cart.isUnder(touch))
				|| (Retention.PURCHASES.holds(touch.type()) && this.purchases.isUnder(touch));
	}

	List<Touch> admitted(Collection<Touch> touches) {
		return touches.stream().filter(this::admit).toList();
	}

	/** The floors once these touches have come. */
	Floors raisedBy(List<Touch> newestFirst) {
		Floors raised = new Floors(Retention.RECENT.floor(newestFirst, this.recent),
				Retention.CART.floor(newestFirst, this.cart), Retention.PURCHASES.floor(newestFirst, this.purchases),
				this.forgottenThroughMillis);
		return raised.equals(this) ? this : raised;
	}

	Floors max(Floors other) {
		return new Floors(this.recent.max(other.recent), this.cart.max(other.cart), this.purchases.max(other.purchases),
				Math.max(this.forgottenThroughMillis, other.forgottenThroughMillis));
	}

	Floors unforgotten() {
		return new Floors(this.recent, this.cart, this.purchases, NONE.forgottenThroughMillis);
	}

	Floors forgetting(long throughMillis) {
		return new Floors(this.recent, this.cart, this.purchases, Math.max(this.forgottenThroughMillis, throughMillis));
	}

}
