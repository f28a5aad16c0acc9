package dev.beckon.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.beckon.BeckonApplication;

import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test class that needs the whole service on random ports, on a real Kafka and a real
 * Redis Cluster. All such classes share one stack, and those with the same properties one
 * service, which does not take the time to get warm, and whose latency budget a slow and
 * busy machine can keep too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@WithLocalStack
@AutoConfigureObservability(tracing = false)
@SpringBootTest(classes = BeckonApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "beckon.recommend.warm-up.enabled=false",
				"beckon.recommend.latency-budget=2s", "beckon.recommend.overload-wait=1s",
				"beckon.redis.read-slice=100ms" })
@ContextConfiguration(initializers = LocalStackInitializer.class)
public @interface IntegrationTest {

}
