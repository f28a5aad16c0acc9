package dev.beckon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.beckon.Shop.Answer;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.WithLocalStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Rules and explanations, over HTTP on two processes. */
@WithLocalStack
@TestInstance(Lifecycle.PER_CLASS)
class MarketersIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final String RULES = "/console/rules";

	@TempDir
	private static Path snapshots;

	private final String category = "lamps-" + UUID.randomUUID();

	private final String visitor = "ruled-" + UUID.randomUUID();

	private TwoProcesses processes;

	private Beckon here;

	private Beckon there;

	@BeforeAll
	void twoProcessesAreUp(LocalStack stack) {
		this.processes = TwoProcesses.start(stack, snapshots);
		this.here = this.processes.here();
		this.there = this.processes.there();
		StringBuilder items = new StringBuilder();
		for (int i = 0; i < 6; i++) {
			items.append(items.isEmpty() ? "[" : ",")
				.append("""
						{"itemId":"%1$s-%2$d","title":"Lamp %2$d","category":["%1$s"],"price":10,"available":true}"""
					.formatted(this.category, i));
		}
		assertThat(this.here.shop().put("/v1/items", items.append(']').toString()).status()).isEqualTo(200);
		await().atMost(SOON).until(() -> answer(this.there).itemIds().size() == 6);
	}

	@AfterEach
	void noRuleIsLeft() {
		this.here.get(RULES)
			.body()
			.path("rules")
			.forEach((rule) -> this.here.management().delete(RULES + "/" + rule.path("id").asText()));
		await().atMost(SOON).until(() -> answer(this.there).body().path("rules").isEmpty());
	}

	@AfterAll
	void stop(LocalKafka kafka) {
		Shelves.clear(kafka, IntStream.range(0, 6).mapToObj((i) -> this.category + "-" + i).toList());
		this.processes.close();
	}

	@Test
	void aHiddenItemIsGoneFromTheNextAnswerOfEveryProcessUntilTheRuleIsEnded() {
		Answer made = make("\"action\":\"hide\",\"itemId\":\"" + this.category + "-3\"");

		assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
		assertThat(this.there.timeUntil((process) -> answer(process).itemIds().size() == 5))
			.as("until the other process hides it")
			.isLessThan(A_SECOND);
		assertThat(answer(this.there).itemIds()).doesNotContain(this.category + "-3");
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(answer(this.here).itemIds()).doesNotContain(this.category + "-3"));
		assertThat(answer(this.there).body().at("/rules/0/id").asText()).isEqualTo(made.text("id"));
		assertThat(answer(this.there).body().at("/rules/0/itemIds/0").asText()).isEqualTo(this.category + "-3");
		try (Beckon later = this.processes.later()) {
			await().atMost(SOON).until(() -> answer(later).itemIds().size() == 5);
		}

		Answer ended = this.there.management().delete(RULES + "/" + made.text("id"));
		assertThat(ended.text("by")).isEqualTo("local-marketer");
		assertThat(this.here.timeUntil((process) -> answer(process).itemIds().contains(this.category + "-3")))
			.as("until the other process shows it again")
			.isLessThan(A_SECOND);
		assertThat(this.here.get(RULES).body().findValuesAsText("reason")).contains("a test");
	}

	@Test
	void whatIsHiddenEverywhereIsNotAmongWhatIsPopularOrSimilarEither() {
		String popular = "/v1/popular?category=" + this.category;
		String similar = "/v1/items/" + this.category + "-0/similar";
		String[] together = { this.category + "-0", this.category + "-1", this.category + "-2" };
		for (int i = 0; i < 3; i++) {
			this.here.shop().views("together-" + i + this.visitor, together);
		}
		for (String list : List.of(popular, similar)) {
			await().atMost(SOON)
				.untilAsserted(
						() -> assertThat(this.there.shop().get(list).itemIds()).contains(together[1], together[2]));
		}

		make("\"action\":\"hide\",\"placement\":\"category\",\"itemId\":\"" + together[1] + '"');
		make("\"action\":\"hide\",\"onCategory\":\"" + this.category + "\",\"itemId\":\"" + together[2] + '"');

		for (String list : List.of(popular, similar)) {
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(this.there.shop().get(list).itemIds()).contains(together[1])
					.doesNotContain(together[2]));
		}
	}

	@Test
	void aPinnedItemHasItsPlaceOnlyWhereTheRuleIs() {
		make("\"action\":\"pin\",\"place\":1,\"placement\":\"category\",\"itemId\":\"" + this.category + "-5\"");

		await().atMost(SOON)
			.untilAsserted(() -> assertThat(answer(this.there).itemIds()).startsWith(this.category + "-5").hasSize(6));
		Answer elsewhere = this.there.shop()
			.get("/v1/recommendations?explain=true&placement=product&category=" + this.category + "&visitorId="
					+ this.visitor);
		assertThat(elsewhere.body().path("rules")).isEmpty();
	}

	@Test
	void aPreviewShowsWhatARuleWouldDoAndDoesNothing() {
		Answer preview = this.here.management().post(RULES + "/preview", """
				{"visitorId":"%1$s","placement":"category","category":"%2$s",
				 "rule":{"action":"hide","itemId":"%2$s-1"}}""".formatted(this.visitor, this.category));

		assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
		assertThat(preview.body().at("/before/answer/items").findValuesAsText("itemId")).contains(this.category + "-1");
		assertThat(preview.body().at("/after/answer/items").findValuesAsText("itemId")).hasSize(5)
			.doesNotContain(this.category + "-1");
		assertThat(preview.body().at("/after/answer/rules/0/action").asText()).isEqualTo("hide");
		assertThat(answer(this.here).itemIds()).contains(this.category + "-1");
	}

	@Test
	void whatAVisitorSeesIsExplained() {
		this.here.shop().views(this.visitor, this.category + "-2");
		await().atMost(SOON).untilAsserted(() -> {
			JsonNode why = this.there
				.get("/console/why?placement=category&category=" + this.category + "&visitorId=" + this.visitor)
				.body();
			assertThat(why.at("/visitor/interactions/0/itemId").asText()).isEqualTo(this.category + "-2");
			assertThat(why.at("/visitor/source").asText()).isEqualTo("profile");
			assertThat(why.at("/answer/source").asText()).isEqualTo("profile");
			assertThat(why.at("/answer/items")).isNotEmpty();
			assertThat(why.path("titles").path(this.category + "-2").asText()).isEqualTo("Lamp 2");
		});
	}

	@Test
	void whatIsWrongWithARuleIsNamed() {
		assertThat(make("\"action\":\"hide\"").text("field")).isEqualTo("itemId");
		assertThat(make("\"action\":\"hide\",\"itemId\":\"x\",\"placement\":\"attic\"").text("field"))
			.isEqualTo("placement");
		assertThat(make("\"action\":\"hide\",\"itemId\":\"x\",\"until\":\"tomorrow\"").text("field")).isEqualTo("body");
		assertThat(this.here.management().delete(RULES + "/none").status()).isEqualTo(404);
		assertThat(this.here.get("/console/why?visitorId=x&placement=attic").text("field")).isEqualTo("placement");
	}

	private Answer make(String what) {
		return this.here.management().post(RULES, "{" + what + ",\"owner\":\"Ana\",\"reason\":\"a test\"}");
	}

	private Answer answer(Beckon process) {
		return process.shop()
			.get("/v1/recommendations?explain=true&placement=category&category=" + this.category + "&visitorId=nobody-"
					+ this.visitor);
	}

}
