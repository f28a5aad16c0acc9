package dev.beckon.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs Kafka or Redis but not the service. Methods and constructors
 * may take a {@link LocalStack}, {@link LocalRedis} or {@link LocalKafka}; what a test
 * has broken is healed after it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(LocalStackExtension.class)
public @interface WithLocalStack {

}
