package dev.beckon.identity;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many are known to be the same.
 *
 * @param maxLinks merged visitors this process knows; beyond it the longest merged are
 * let go and stand for themselves again
 */
@Validated
@ConfigurationProperties("beckon.identity")
record IdentityProperties(@DefaultValue("1000000") @Min(1) int maxLinks) {
}
