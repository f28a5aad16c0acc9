package dev.beckon;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The whole service; {@code beckon.role} says which half of it this process runs. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BeckonApplication {

	public static void main(String[] args) {
		SpringApplication.run(BeckonApplication.class, args);
	}

}
