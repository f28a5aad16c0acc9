package dev.beckon.console;

import dev.beckon.ops.ConsoleFile;
import dev.beckon.ops.ManagementController;

import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The marketer's page, and what it is made of. */
@ManagementController
class PagesController {

	/** Draws lines over time; comes with Beckon, so that no page needs anybody else. */
	private static final String CHARTS = "META-INF/resources/webjars/uplot/1.6.30/dist/";

	@GetMapping("/console")
	ResponseEntity<Resource> page() {
		return ConsoleFile.HTML.answer("console/console.html");
	}

	@GetMapping("/console/{part:console|elements|charts|rules|why}.js")
	ResponseEntity<Resource> script(@PathVariable String part) {
		return ConsoleFile.SCRIPT.answer("console/" + part + ".js");
	}

	@GetMapping("/console/console.css")
	ResponseEntity<Resource> style() {
		return ConsoleFile.STYLE.answer("console/console.css");
	}

	@GetMapping("/console/uplot.js")
	ResponseEntity<Resource> charts() {
		return ConsoleFile.SCRIPT.answer(CHARTS + "uPlot.iife.min.js");
	}

	@GetMapping("/console/uplot.css")
	ResponseEntity<Resource> chartStyle() {
		return ConsoleFile.STYLE.answer(CHARTS + "uPlot.min.css");
	}

}
