package dev.beckon.access;

import dev.beckon.access.AccessProperties.People;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessPropertiesTests {

	@Test
	void nobodyIsLetInUntilSomebodySaysWho() throws Exception {
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yml"))
			.forEach(sources::addLast);

		AccessProperties defaults = Binder.get(environment).bindOrCreate("beckon.access", AccessProperties.class);

		assertThat(defaults).isEqualTo(new AccessProperties(false, java.util.List.of(), 2_000, 600, 100_000,
				new People("", "beckon", "", "", "roles", "beckon-")));
	}

}
