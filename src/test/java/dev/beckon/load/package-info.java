/**
 * Open-loop load on the service in a JVM of its own, and the benches that need it.
 */
@NullMarked
package dev.beckon.load;

import org.jspecify.annotations.NullMarked;
