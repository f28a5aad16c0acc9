package dev.beckon.ops;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The kinds of files that pages on the management port are made of. A page may load
 * nothing but scripts and styles from where it came from itself, and no script inside it
 * runs.
 */
public enum ConsoleFile {

	/** A page. */
	HTML("text/html;charset=UTF-8"),

	/** A script. */
	SCRIPT("text/javascript;charset=UTF-8"),

	/** A style sheet. */
	STYLE("text/css;charset=UTF-8");

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private final String type;

	ConsoleFile(String type) {
		this.type = type;
	}

	/** The file of this path on the class path. */
	public ResponseEntity<Resource> answer(String path) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(this.type))
			.cacheControl(CacheControl.noCache())
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer")
			.body(new ClassPathResource(path));
	}

}
