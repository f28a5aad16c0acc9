/** The topics, and how a view follows one. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.beckon.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
