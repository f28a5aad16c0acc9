package dev.beckon.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A ranking as a file: what {@link Tuner} writes and the service loads. JSON, about 80
 * kB; its offline figures travel with it.
 *
 * @param name tells versions apart, in answers and metrics
 * @param features the columns its trees were trained on
 * @param blend the first score
 * @param reach how far a query looks
 * @param trees put the best candidates in order; none for the blend alone
 * @param figures on the held-out end of the log it was tuned on; {@link Figures#NONE}
 * where nobody tuned
 * @param untuned the same for the blend before tuning
 */
public record ModelVersion(String name, List<String> features, Blend blend, Reach reach, List<Trees.Tree> trees,
		Figures figures, Figures untuned) {

	/** What serves when no model version was made: no trees, the decays' defaults. */
	public static final ModelVersion DEFAULT = new ModelVersion("blend-1", Features.NAMES, Blend.DEFAULT, Reach.DEFAULT,
			List.of(), Figures.NONE, Figures.NONE);

	private static final ObjectMapper JSON = new ObjectMapper();

	public ModelVersion {
		features = List.copyOf(features);
		trees = List.copyOf(trees);
		if (!features.equals(Features.NAMES)) {
			throw new IllegalArgumentException("the model was trained on other features than this release computes");
		}
	}

	/**
	 * Reads a model version.
	 * @throws IOException when the file cannot be read, or is no model version of this
	 * release
	 */
	public static ModelVersion read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return JSON.readValue(in, ModelVersion.class);
		}
	}

	/** Writes it whole or not at all. */
	public void write(Path file) throws IOException {
		Path part = file.resolveSibling(file.getFileName() + ".part");
		JSON.writeValue(part.toFile(), this);
		Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	Ranker ranker() {
		return new Ranker(this.blend, this.reach, new Trees(this.trees));
	}

}
