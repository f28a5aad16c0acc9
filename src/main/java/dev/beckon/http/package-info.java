/** How a request goes wrong over HTTP: problem details that name the field. */
@ApplicationModule(allowedDependencies = { "event" })
@NullMarked
package dev.beckon.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
