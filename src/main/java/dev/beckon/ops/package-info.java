/** Switchboard, readiness, lag. */
@ApplicationModule(allowedDependencies = { "control", "event", "http", "log", "recommend" })
@NullMarked
package dev.beckon.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
