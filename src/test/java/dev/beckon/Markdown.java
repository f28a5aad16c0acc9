package dev.beckon;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A document of the project.
 *
 * @param path where it is, from the project's root
 * @param text what it says
 */
record Markdown(Path path, String text) {

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

	/**
	 * A fenced block.
	 *
	 * @param language what is named behind the fence, or empty
	 * @param text its lines
	 */
	record Block(String language, String text) {

		boolean isCommand(String name) {
			return this.language.equals("sh") && this.text.startsWith(name + " ");
		}

	}

	static Markdown read(String path) {
		return new Markdown(Path.of(path), Documents.read(path));
	}

	/** The fenced blocks, from the top. */
	List<Block> blocks() {
		return BLOCK.matcher(this.text)
			.results()
			.map((block) -> new Block(block.group(1), block.group(2).strip()))
			.toList();
	}

	/** What its links to the project's own files and headings lead to, as written. */
	List<String> ownLinks() {
		return LINK.matcher(this.text)
			.results()
			.map((link) -> link.group(1).replaceAll("\\s+", ""))
			.filter((link) -> !link.contains("://"))
			.toList();
	}

	/** The file a link leads to. */
	Path fileOf(String link) {
		String file = link.replaceFirst("#.*", "");
		return file.isEmpty() ? this.path : this.path.resolveSibling(file).normalize();
	}

	/** Whether a heading is where a link's fragment says. */
	boolean hasHeading(String fragment) {
		return this.text.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.anyMatch(fragment::equals);
	}

}
