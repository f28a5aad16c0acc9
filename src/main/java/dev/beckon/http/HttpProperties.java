package dev.beckon.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may cost.
 *
 * @param maxBody the largest request body
 */
@ConfigurationProperties("beckon.http")
record HttpProperties(@DefaultValue("2MB") DataSize maxBody) {
}
