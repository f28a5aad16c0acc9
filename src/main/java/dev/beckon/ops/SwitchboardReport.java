package dev.beckon.ops;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.beckon.control.Change;
import dev.beckon.control.Mode;
import dev.beckon.control.Switchboard;
import dev.beckon.control.Switches;
import org.jspecify.annotations.Nullable;

/** What the switchboard shows: every switch in this process and in the fleet. */
final class SwitchboardReport {

	private static final Comparator<String> SHARDS_THEN_SOURCES = Comparator
		.comparingInt((String name) -> Switches.isShard(name) ? Integer.parseInt(name.substring("shard-".length()))
				: 1_000 + Switches.SOURCES.indexOf(name));

	private final Switchboard switchboard;

	private final Fleet fleet;

	private final Supplier<ProcessReport> here;

	SwitchboardReport(Switchboard switchboard, Fleet fleet, Supplier<ProcessReport> here) {
		this.switchboard = switchboard;
		this.fleet = fleet;
		this.here = here;
	}

	/**
	 * The whole board.
	 *
	 * @param process the process that answers
	 * @param fleetAsOf when the log last had a word of any process; it stands still while
	 * Kafka is away
	 * @param processes the processes that are there
	 */
	record Board(String process, @Nullable Instant fleetAsOf, List<Member> processes, List<Row> switches) {
	}

	/** A process that is there, and when it was last heard of. */
	record Member(String process, String role, Instant heardAt) {
	}

	/**
	 * One switch.
	 *
	 * @param holding the change that holds it; null when it is automatic
	 * @param here how it stands in the process that answers; null where it has none
	 * @param fleet how it stands everywhere
	 * @param processes how it stands in each process
	 */
	record Row(String name, Mode mode, @Nullable Change holding, @Nullable Standing here, Sum fleet,
			List<Standing> processes) {
	}

	/**
	 * A switch in one process.
	 *
	 * @param failureRate 0..1 of the calls; null without calls
	 * @param slowRate likewise
	 */
	record Standing(String process, String state, int calls, @Nullable Double failureRate, @Nullable Double slowRate,
			long notPermitted) {

		static Standing of(String process, BreakerState breaker) {
			return new Standing(process, breaker.state(), breaker.calls(), rate(breaker.failed(), breaker.calls()),
					rate(breaker.slow(), breaker.calls()), breaker.notPermitted());
		}

	}

	/**
	 * A switch in all processes.
	 *
	 * @param states how many processes have it in which state
	 */
	record Sum(Map<String, Long> states, int calls, @Nullable Double failureRate, @Nullable Double slowRate) {

		static Sum of(List<BreakerState> breakers) {
			int calls = breakers.stream().mapToInt(BreakerState::calls).sum();
			return new Sum(
					breakers.stream()
						.collect(Collectors.groupingBy(BreakerState::state, TreeMap::new, Collectors.counting())),
					calls, rate(breakers.stream().mapToInt(BreakerState::failed).sum(), calls),
					rate(breakers.stream().mapToInt(BreakerState::slow).sum(), calls));
		}

	}

	Board board() {
		ProcessReport own = this.here.get();
		List<Fleet.Heard> present = this.fleet.present();
		return new Board(own.process(), this.fleet.asOf(),
				present.stream()
					.map((heard) -> new Member(heard.report().process(), heard.report().role(), heard.at()))
					.toList(),
				names().stream().map((name) -> row(name, own, present)).toList());
	}

	/** One switch; null when there is none of this name, as far as is known. */
	@Nullable Row row(String name) {
		return names().contains(name) ? row(name, this.here.get(), this.fleet.present()) : null;
	}

	/**
	 * The switches there are: those of the sources, and of the shards that any process
	 * knows or anyone has held.
	 */
	List<String> names() {
		TreeSet<String> names = new TreeSet<>(SHARDS_THEN_SOURCES);
		names.addAll(Switches.SWITCHABLE_SOURCES);
		names.addAll(this.switchboard.names());
		Stream.concat(Stream.of(this.here.get()), this.fleet.present().stream().map(Fleet.Heard::report))
			.flatMap((report) -> report.breakers().stream())
			.map(BreakerState::name)
			.filter(Switches::isName)
			.forEach(names::add);
		return List.copyOf(names);
	}

	private Row row(String name, ProcessReport own, List<Fleet.Heard> present) {
		List<ProcessReport> reports = present.stream().map(Fleet.Heard::report).toList();
		List<BreakerState> breakers = reports.stream()
			.map((report) -> report.breaker(name))
			.filter(Objects::nonNull)
			.toList();
		List<Standing> processes = reports.stream().flatMap((report) -> {
			BreakerState breaker = report.breaker(name);
			return (breaker == null) ? Stream.empty() : Stream.of(Standing.of(report.process(), breaker));
		}).toList();
		BreakerState mine = own.breaker(name);
		return new Row(name, this.switchboard.mode(name), this.switchboard.holding(name),
				(mine == null) ? null : Standing.of(own.process(), mine), Sum.of(breakers), processes);
	}

	private static @Nullable Double rate(int part, int calls) {
		return (calls == 0) ? null : (double) part / calls;
	}

}
