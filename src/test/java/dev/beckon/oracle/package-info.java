/** What the log comes to, worked out slowly, and how far from it the stored views are. */
@NullMarked
package dev.beckon.oracle;

import org.jspecify.annotations.NullMarked;
