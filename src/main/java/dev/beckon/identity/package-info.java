/** Who is the same person: visitors that were merged, and what they did together. */
@ApplicationModule(allowedDependencies = { "event", "log", "profile", "session" })
@NullMarked
package dev.beckon.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
