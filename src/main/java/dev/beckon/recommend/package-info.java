/** Answers inside the latency budget; the chain of sources. */
@ApplicationModule(allowedDependencies = { "access", "event", "catalog", "control", "http", "identity", "index", "log",
		"popularity", "profile", "role", "rule", "session" })
@NullMarked
package dev.beckon.recommend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
