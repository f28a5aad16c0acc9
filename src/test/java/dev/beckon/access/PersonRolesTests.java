package dev.beckon.access;

import java.util.List;
import java.util.Map;

import dev.beckon.access.AccessProperties.People;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.GrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

class PersonRolesTests {

	@Test
	void aRoleCountsByItsWholeNameAlone() {
		assertThat(roles("roles", Map.of("roles", List.of("beckon-sre", "admin", "beckon-chief", "beckon-SRE"))))
			.containsExactly("SRE");
		assertThat(roles("roles", Map.of("roles", "beckon-marketer"))).containsExactly("MARKETER");
		assertThat(roles("roles", Map.of())).isEmpty();
		assertThat(roles("roles", Map.of("roles", Map.of("beckon-sre", true)))).isEmpty();
	}

	@Test
	void theClaimMayBeInsideAnotherOrHaveDotsInItsName() {
		assertThat(roles("realm_access.roles", Map.of("realm_access", Map.of("roles", List.of("beckon-admin")))))
			.containsExactly("ADMIN");
		assertThat(
				roles("https://shop.example/roles", Map.of("https://shop.example/roles", List.of("beckon-storefront"))))
			.containsExactly("STOREFRONT");
	}

	private static List<String> roles(String claim, Map<String, Object> claims) {
		return new PersonRoles(new People("", "beckon", "", "", claim, "beckon-")).authorities(claims)
			.stream()
			.map(GrantedAuthority::getAuthority)
			.toList();
	}

}
