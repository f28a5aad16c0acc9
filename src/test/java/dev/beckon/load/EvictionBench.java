package dev.beckon.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.index.SessionFile;
import dev.beckon.session.Session;
import org.junit.jupiter.api.Test;

/**
 * What becomes of personal answers when Redis is too small for a peak ({@link Spike}).
 * The same real visits are played twice: once with a service that goes straight from a
 * lost profile to popular items, as is usual, and once with Beckon's chain. The first is
 * Beckon with a session view of almost no size.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=eviction -Ddata=DIRECTORY -Dcopies=4 -Dpolicies=allkeys-lfu,volatile-ttl
 * </pre>
 *
 * The directory holds {@code train.tsv.gz} and {@code test.tsv.gz} with the columns
 * {@code session_id pos item_id}; past visits come from the first, visitors from the
 * second, each several times under different names. The policies are tried in addition to
 * {@code allkeys-lru}. Writes {@code target/bench/eviction.json}.
 */
class EvictionBench {

	private static final String POLICY = "allkeys-lru";

	private final Path data = Path.of(System.getProperty("data", "."));

	private final int copies = Integer.getInteger("copies", 4);

	@Test
	void measures() throws IOException {
		List<Session> past = SessionFile.read(this.data.resolve("train.tsv.gz"));
		List<Session> visits = SessionFile.read(this.data.resolve("test.tsv.gz"))
			.stream()
			.filter((visit) -> visit.touches().size() > 1)
			.toList();
		int newest = Math.min(past.size(), Integer.getInteger("past", 60_000));
		Spike spike = new Spike(past.subList(past.size() - newest, past.size()), visits, this.copies);
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("visitors", spike.visitors());
		figures.put("straight_to_popular", run(spike, POLICY, "1000"));
		figures.put("beckon", run(spike, POLICY, "5000000"));
		for (String policy : System.getProperty("policies", "").split(",", -1)) {
			if (!policy.isEmpty()) {
				figures.put("beckon_" + policy, run(spike, policy, "5000000"));
			}
		}
		write(figures);
	}

	private static Map<String, Object> run(Spike spike, String policy, String viewTouches) throws IOException {
		Map<String, Object> figures = spike.run(policy, Map.of("beckon.session.view-touches", viewTouches));
		System.out.println(figures);
		return figures;
	}

	private static void write(Map<String, Object> figures) throws IOException {
		Path out = Files.createDirectories(Path.of("target", "bench"));
		String json = new ObjectMapper().writeValueAsString(figures);
		Files.writeString(out.resolve("eviction.json"), json + System.lineSeparator());
		System.out.println(json);
	}

}
