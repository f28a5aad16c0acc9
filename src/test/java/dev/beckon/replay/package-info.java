/**
 * Plays a clickstream file into a running service and measures the answers.
 */
@NullMarked
package dev.beckon.replay;

import org.jspecify.annotations.NullMarked;
