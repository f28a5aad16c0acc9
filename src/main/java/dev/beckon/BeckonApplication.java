package dev.beckon;

import dev.beckon.ops.ManagementController;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/**
 * The whole service; {@code beckon.role} says which half of it this process runs. What
 * belongs to the management port is not scanned, so that it cannot be reached by another.
 */
@SpringBootApplication
@ComponentScan(excludeFilters = { @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
		@Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
		@Filter({ ManagementContextConfiguration.class, ManagementController.class }) })
@ConfigurationPropertiesScan
public class BeckonApplication {

	public static void main(String[] args) {
		SpringApplication.run(BeckonApplication.class, args);
	}

}
