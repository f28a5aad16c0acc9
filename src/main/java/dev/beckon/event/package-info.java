/** The facts: what shoppers did, what was shown, and the ids they mention. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.beckon.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
