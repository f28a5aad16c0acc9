package dev.beckon.rule;

import java.time.InstantSource;

import dev.beckon.log.ControlTail;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the rules to {@code beckon.control}. */
@Configuration(proxyBeanMethods = false)
class RuleConfiguration {

	@Bean
	Rules rules(ControlTail control, TopicWriter writer) {
		Rules rules = new Rules((key, value) -> writer.append(Topics.CONTROL, key, value), InstantSource.system());
		control.follow(RulesView.PREFIX, new RulesView(rules));
		return rules;
	}

}
