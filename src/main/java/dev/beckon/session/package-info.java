/** Visits, and the view of the current ones. */
@ApplicationModule(allowedDependencies = { "event", "log" })
@NullMarked
package dev.beckon.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
