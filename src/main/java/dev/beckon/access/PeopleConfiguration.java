package dev.beckon.access;

import dev.beckon.access.AccessProperties.People;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * Wires the identity provider, where there is one. It is asked when the first person
 * comes, and not at the start, which needs nobody.
 */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

	private static final Logger log = LoggerFactory.getLogger(PeopleConfiguration.class);

	private static final String REGISTRATION = "people";

	@Bean
	PersonRoles personRoles(AccessProperties properties) {
		return new PersonRoles(properties.people());
	}

	@Bean
	@ConditionalOnExpression("!'${beckon.access.people.issuer:}'.isEmpty()")
	JwtDecoder jwtDecoder(AccessProperties properties) {
		SupplierJwtDecoder decoder = new SupplierJwtDecoder(() -> decoder(properties.people()));
		return (token) -> {
			try {
				return decoder.decode(token);
			}
			catch (BadJwtException bad) {
				throw bad;
			}
			catch (JwtException unavailable) {
				log.warn("Nobody is let in by a token, for the issuer cannot be asked: {}", unavailable.getMessage());
				throw new BadJwtException("the issuer cannot be asked", unavailable);
			}
		};
	}

	private static JwtDecoder decoder(People people) {
		NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(people.issuer());
		decoder.setJwtValidator(
				new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(people.issuer()),
						new JwtClaimValidator<java.util.Collection<String>>(JwtClaimNames.AUD,
								(audience) -> audience != null && audience.contains(people.audience()))));
		return decoder;
	}

	@Bean
	@ConditionalOnExpression("!'${beckon.access.people.issuer:}'.isEmpty() and !'${beckon.access.people.client-id:}'.isEmpty()")
	SupplierClientRegistrationRepository clientRegistrations(AccessProperties properties) {
		People people = properties.people();
		return new SupplierClientRegistrationRepository(
				() -> new InMemoryClientRegistrationRepository(ClientRegistrations.fromIssuerLocation(people.issuer())
					.registrationId(REGISTRATION)
					.clientId(people.clientId())
					.clientSecret(people.clientSecret())
					.scope("openid", "profile", "email")
					.build()));
	}

}
