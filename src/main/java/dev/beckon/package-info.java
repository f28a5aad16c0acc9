/** Starts the service. */
@NullMarked
package dev.beckon;

import org.jspecify.annotations.NullMarked;
