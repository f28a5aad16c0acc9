package dev.beckon.access;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may ask, and how much. Without any key and without an issuer nobody may.
 *
 * @param localKeys whether the built-in keys of the local stack are good, which anybody
 * can read here
 * @param keys the keys that are good
 * @param keyRate requests that the keys of one name may make in a second of each process
 * @param visitorRate questions and events of one visitor in a minute of each process
 * @param maxVisitors visitors whose rate a process knows at once
 * @param people who says who people are
 */
@Validated
@ConfigurationProperties("beckon.access")
record AccessProperties(@DefaultValue("false") boolean localKeys, @DefaultValue List<ApiKey> keys,
		@DefaultValue("2000") @Min(1) @Max(10_000_000) int keyRate,
		@DefaultValue("600") @Min(1) @Max(1_000_000_000) int visitorRate,
		@DefaultValue("100000") @Min(1_000) @Max(10_000_000) int maxVisitors, @DefaultValue @Valid People people) {

	/**
	 * Who says who people are, by OpenID Connect.
	 *
	 * @param issuer the identity provider; nobody when empty
	 * @param audience for whom a bearer token has to be
	 * @param clientId what the console is called there; no login there when empty
	 * @param clientSecret its password there
	 * @param rolesClaim the claim that lists a person's roles
	 * @param rolePrefix what stands there before the name of a role of this service
	 */
	record People(@DefaultValue("") String issuer, @DefaultValue("beckon") @NotBlank String audience,
			@DefaultValue("") String clientId, @DefaultValue("") String clientSecret,
			@DefaultValue("roles") @NotBlank String rolesClaim, @DefaultValue("beckon-") String rolePrefix) {
	}

}
