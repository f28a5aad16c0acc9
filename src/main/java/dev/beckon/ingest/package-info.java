/** Kafka batches and HTTP events in; lateness; dead letters. */
@ApplicationModule(allowedDependencies = { "access", "event", "http", "identity", "log", "profile", "role", "session" })
@NullMarked
package dev.beckon.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
