/** Which half of the service this process runs. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.beckon.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
