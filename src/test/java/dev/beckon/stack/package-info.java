/**
 * A real Kafka and a real Redis Cluster on this machine, for tests and for trying Beckon.
 */
@NullMarked
package dev.beckon.stack;

import org.jspecify.annotations.NullMarked;
