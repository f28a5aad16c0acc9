package dev.beckon.index;

/**
 * How good a ranking is: every prefix of every session asks for the item right after it.
 *
 * @param predictions prefixes asked
 * @param hr20 share of them whose item is among the first 20
 * @param mrr20 mean of one over the item's rank, zero beyond 20
 * @param recall100 share of them whose item is among the candidates at all
 */
public record Figures(long predictions, double hr20, double mrr20, double recall100) {

	static final Figures NONE = new Figures(0, 0, 0, 0);

	/** What tuning maximises. */
	double worth() {
		return this.hr20 + this.mrr20;
	}

}
