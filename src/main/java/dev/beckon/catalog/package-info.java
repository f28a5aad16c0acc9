/** The items that may be shown. */
@ApplicationModule(allowedDependencies = { "event", "log", "http" })
@NullMarked
package dev.beckon.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
