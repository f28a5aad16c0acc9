/** The pages marketers look at: figures, rules, and why a visitor saw what they saw. */
@ApplicationModule(
		allowedDependencies = { "attribution", "catalog", "event", "http", "ops", "popularity", "recommend", "rule" })
@NullMarked
package dev.beckon.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
