package dev.beckon.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Runs one headless Chromium for a class, and opens and closes its windows. */
final class ChromiumExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback, AfterAllCallback {

	private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
			Path.of("/usr/bin/google-chrome"));

	private static final List<String> QUIET = List.of("--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu");

	private static final double PATIENCE_MILLIS = 60_000;

	private @Nullable Playwright playwright;

	private @Nullable Browser browser;

	@Override
	@SuppressWarnings("SystemOut")
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (executable().isPresent()) {
			return ConditionEvaluationResult.enabled("a browser is there");
		}
		String reason = context.getDisplayName() + " needs Chromium (Debian: apt-get install chromium); skipped";
		System.out.println(reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == BrowserContext.class;
	}

	@Override
	public BrowserContext resolveParameter(ParameterContext parameter, ExtensionContext context) {
		BrowserContext window = browser().newContext(
				new Browser.NewContextOptions().setViewportSize(1200, 900).setReducedMotion(ReducedMotion.REDUCE));
		window.setDefaultTimeout(PATIENCE_MILLIS);
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
		return window;
	}

	private Browser browser() {
		if (this.browser == null) {
			this.playwright = Playwright
				.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
			this.browser = this.playwright.chromium()
				.launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow())
					.setChromiumSandbox(false)
					.setArgs(QUIET));
		}
		return this.browser;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (this.browser != null) {
			this.browser.contexts().forEach(BrowserContext::close);
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.playwright != null) {
			this.playwright.close();
		}
		this.playwright = null;
		this.browser = null;
	}

	private static Optional<Path> executable() {
		return PLACES.stream().filter(Files::isExecutable).findFirst();
	}

}
