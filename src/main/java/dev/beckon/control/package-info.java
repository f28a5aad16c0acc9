/** What operators have decided: which breakers and sources they hold, and how long. */
@ApplicationModule(allowedDependencies = { "event", "log" })
@NullMarked
package dev.beckon.control;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
