package dev.beckon.ops;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The kinds of files that pages on the management port are made of. */
public enum ConsoleFile {

	/** A page. */
	HTML("text/html;charset=UTF-8"),

	/** A script. */
	SCRIPT("text/javascript;charset=UTF-8"),

	/** A style sheet. */
	STYLE("text/css;charset=UTF-8");

	private final String type;

	ConsoleFile(String type) {
		this.type = type;
	}

	/** The file of this path on the class path. */
	public ResponseEntity<Resource> answer(String path) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(this.type))
			.cacheControl(CacheControl.noCache())
			.body(new ClassPathResource(path));
	}

}
