/** What tests need to see the service as a person in a browser does. */
@NullMarked
package dev.beckon.browser;

import org.jspecify.annotations.NullMarked;
