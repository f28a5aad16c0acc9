package dev.beckon.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that looks at pages in the machine's Chromium, of which its methods may
 * take a {@link com.microsoft.playwright.BrowserContext} each: a window that nobody has
 * used. Skipped, with the reason, where there is no Chromium.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ChromiumExtension.class)
public @interface WithChromium {

}
