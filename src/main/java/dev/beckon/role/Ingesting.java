package dev.beckon.role;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/**
 * Present where the log is folded: {@code beckon.role} is {@code all} or {@code ingest}.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnExpression("'${beckon.role:all}' != 'serve'")
public @interface Ingesting {

}
