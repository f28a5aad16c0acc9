/** What marketers have decided: which items are pinned, boosted or hidden, and where. */
@ApplicationModule(allowedDependencies = { "event", "log" })
@NullMarked
package dev.beckon.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
