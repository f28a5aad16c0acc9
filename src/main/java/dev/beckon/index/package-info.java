/** Neighbours and candidates from past sessions. */
@ApplicationModule(allowedDependencies = { "role", "event", "session", "log" })
@NullMarked
package dev.beckon.index;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
