/** How fast the whole service is, on a real Kafka and a real Redis Cluster. */
@NullMarked
package dev.beckon.bench;

import org.jspecify.annotations.NullMarked;
