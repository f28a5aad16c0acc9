package dev.beckon.identity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.beckon.event.Hashing;
import org.jspecify.annotations.Nullable;

/**
 * Which visitors are one person: a forest in which each visitor leads to at most one
 * other, and the roots stand for the persons.
 *
 * <p>
 * It is a function of the last link of each visitor, so links of different visitors may
 * come in any order and any number of times. Links that lead round in a circle, as two
 * processes may write them at the same moment, are one person too, for whom the smallest
 * id stands.
 *
 * <p>
 * Thread safety: one thread writes, any thread reads without waiting.
 */
public final class MergedVisitors {

	private final int maxLinks;

	private final Map<Long, MergeLink> links = new ConcurrentHashMap<>();

	private final Map<String, List<String>> merged = new ConcurrentHashMap<>();

	/** The links from the oldest on; the writer's own. */
	private final Set<Long> oldestFirst = new LinkedHashSet<>();

	/**
	 * Nobody is merged.
	 * @param maxLinks links kept; beyond it the oldest is let go
	 */
	public MergedVisitors(int maxLinks) {
		this.maxLinks = maxLinks;
	}

	/** Puts a link in the place of the visitor's last one. */
	void put(MergeLink link) {
		long visitor = Hashing.hash64(link.visitorId());
		remove(visitor);
		this.links.put(visitor, link);
		this.merged.merge(link.into(), List.of(link.visitorId()), MergedVisitors::both);
		this.oldestFirst.add(visitor);
		Iterator<Long> oldest = this.oldestFirst.iterator();
		if (this.oldestFirst.size() > this.maxLinks) {
			remove(oldest.next());
		}
	}

	/** Takes the link of the visitor with this hash out. */
	void remove(long visitor) {
		this.oldestFirst.remove(visitor);
		MergeLink link = this.links.remove(visitor);
		if (link != null) {
			this.merged.computeIfPresent(link.into(), (into, from) -> without(from, link.visitorId()));
		}
	}

	/** Where the visitor leads to, or null. */
	@Nullable MergeLink linkOf(String visitorId) {
		MergeLink link = this.links.get(Hashing.hash64(visitorId));
		return (link != null && link.visitorId().equals(visitorId)) ? link : null;
	}

	/** The visitor who stands for the person; the visitor alone when never merged. */
	String rootOf(String visitorId) {
		Set<String> way = new LinkedHashSet<>();
		String at = visitorId;
		MergeLink link = linkOf(at);
		while (link != null && way.add(at)) {
			at = link.into();
			link = linkOf(at);
		}
		if (!way.contains(at)) {
			return at;
		}
		List<String> circle = new ArrayList<>(way);
		return circle.subList(circle.indexOf(at), circle.size()).stream().min(String::compareTo).orElse(at);
	}

	/** Everybody who is the same person, the one who stands for it first. */
	List<String> of(String visitorId) {
		if (this.links.isEmpty()) {
			return List.of(visitorId);
		}
		Set<String> known = new LinkedHashSet<>(List.of(rootOf(visitorId)));
		List<String> next = new ArrayList<>(known);
		for (int i = 0; i < next.size(); i++) {
			for (String from : this.merged.getOrDefault(next.get(i), List.of())) {
				if (known.add(from)) {
					next.add(from);
				}
			}
		}
		return next;
	}

	/** Links in memory. */
	int size() {
		return this.links.size();
	}

	private static List<String> both(List<String> before, List<String> added) {
		List<String> both = new ArrayList<>(before);
		both.addAll(added);
		return List.copyOf(both);
	}

	private static @Nullable List<String> without(List<String> before, String visitorId) {
		List<String> left = before.stream().filter((other) -> !other.equals(visitorId)).toList();
		return left.isEmpty() ? null : left;
	}

}
