/** Who may do what, and how much of it: API keys, people, roles and limits. */
@ApplicationModule(allowedDependencies = { "http" })
@NullMarked
package dev.beckon.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
