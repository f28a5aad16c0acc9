package dev.beckon.browser;

import java.nio.file.Path;

import com.microsoft.playwright.Page;

/**
 * Pictures of pages for the documents: {@code -Dbeckon.images=docs/images} has the tests
 * take them anew, and otherwise they take none.
 */
public final class Pictures {

	private static final String DIRECTORY = System.getProperty("beckon.images", "");

	private Pictures() {
	}

	/** Sets the scene, when pictures are asked for. */
	public static void prepare(Runnable scene) {
		if (!DIRECTORY.isEmpty()) {
			scene.run();
		}
	}

	/** Takes a picture of what is on the screen, when it is asked for. */
	public static void take(Page page, String name) {
		if (!DIRECTORY.isEmpty()) {
			page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(DIRECTORY, name)));
		}
	}

}
