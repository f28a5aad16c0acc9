/** Decaying counts: the answer that always exists. */
@ApplicationModule(allowedDependencies = { "role", "event", "session", "catalog", "log" })
@NullMarked
package dev.beckon.popularity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
