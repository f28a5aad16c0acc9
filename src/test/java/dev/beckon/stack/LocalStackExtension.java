package dev.beckon.stack;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the shared {@link LocalStack} before the first test that needs it, hands it to
 * test methods that ask, and heals it after each test.
 */
final class LocalStackExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** Conditions get time enough for a machine that is slow and busy. */
	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(PATIENCE);
		LocalStack.shared();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		LocalStack.shared().heal();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == LocalStack.class || type == LocalRedis.class || type == LocalKafka.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		if (type == LocalRedis.class) {
			return LocalStack.shared().redis();
		}
		return (type == LocalKafka.class) ? LocalStack.shared().kafka() : LocalStack.shared();
	}

}
