package dev.beckon.ops;

import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** The switchboard as a page, on the management port beside the interface it uses. */
@ManagementController
class ConsoleController {

	@GetMapping("/console/switchboard")
	ResponseEntity<Resource> page() {
		return ConsoleFile.HTML.answer("console/switchboard.html");
	}

	@GetMapping("/console/switchboard.js")
	ResponseEntity<Resource> script() {
		return ConsoleFile.SCRIPT.answer("console/switchboard.js");
	}

	@GetMapping("/console/switchboard.css")
	ResponseEntity<Resource> style() {
		return ConsoleFile.STYLE.answer("console/switchboard.css");
	}

}
