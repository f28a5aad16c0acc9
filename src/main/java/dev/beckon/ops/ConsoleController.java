package dev.beckon.ops;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The switchboard as a page, on the management port beside the interface it uses. The
 * page may load nothing but its own script and style, and no script inside it runs.
 */
@ManagementController
class ConsoleController {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
			+ "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	@GetMapping("/console/switchboard")
	ResponseEntity<Resource> page() {
		return file("switchboard.html", "text/html;charset=UTF-8");
	}

	@GetMapping("/console/switchboard.js")
	ResponseEntity<Resource> script() {
		return file("switchboard.js", "text/javascript;charset=UTF-8");
	}

	@GetMapping("/console/switchboard.css")
	ResponseEntity<Resource> style() {
		return file("switchboard.css", "text/css;charset=UTF-8");
	}

	private static ResponseEntity<Resource> file(String name, String type) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(type))
			.cacheControl(CacheControl.noCache())
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer")
			.body(new ClassPathResource("console/" + name));
	}

}
