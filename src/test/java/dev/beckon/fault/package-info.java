/** Breaks things under load, and sees what it costs. */
@NullMarked
package dev.beckon.fault;

import org.jspecify.annotations.NullMarked;
