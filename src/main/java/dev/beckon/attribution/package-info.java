/** What answers led to: clicks, carts, purchases, revenue, by source and placement. */
@ApplicationModule(allowedDependencies = { "event", "log" })
@NullMarked
package dev.beckon.attribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
