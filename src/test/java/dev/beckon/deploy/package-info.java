/**
 * What runs Beckon for real: the chart, the compose file, the rules and the dashboard.
 */
@NullMarked
package dev.beckon.deploy;

import org.jspecify.annotations.NullMarked;
