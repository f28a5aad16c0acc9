/** What we know of a visitor, folded from interactions and kept in Redis. */
@ApplicationModule(allowedDependencies = { "control", "event", "log" })
@NullMarked
package dev.beckon.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
