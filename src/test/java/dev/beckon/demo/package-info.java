/** A shop that does not exist: its catalogue, and shoppers that give it life. */
@NullMarked
package dev.beckon.demo;

import org.jspecify.annotations.NullMarked;
