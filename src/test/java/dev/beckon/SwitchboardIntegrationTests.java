package dev.beckon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.beckon.Shop.Answer;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.WithLocalStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The switchboard, over HTTP on two processes. */
@WithLocalStack
@TestInstance(Lifecycle.PER_CLASS)
class SwitchboardIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final String BOARD = "/actuator/switchboard";

	private static final String WHY = "\"owner\":\"shop team\",\"reason\":\"a rehearsal\"";

	private final String visitor = "switched-" + UUID.randomUUID();

	@TempDir
	private static Path snapshots;

	private Beckon here;

	private Beckon there;

	@BeforeAll
	void twoProcessesAreUp(LocalStack stack) {
		this.here = start(stack, "here");
		this.there = start(stack, "there");
		this.here.shop().views(this.visitor, "sneaker", "laces");
		await().atMost(SOON).untilAsserted(() -> assertThat(answer(this.there).text("source")).isEqualTo("profile"));
	}

	@AfterEach
	void everySwitchIsAutomaticAgain(LocalStack stack) {
		stack.heal();
		this.here.get(BOARD).body().path("switches").forEach((row) -> {
			if (row.hasNonNull("holding")) {
				String name = row.path("name").asText();
				await().atMost(SOON).until(() -> release(name).status() == 200);
				awaitState(this.here, name, "closed", "metrics_only");
				awaitState(this.there, name, "closed", "metrics_only");
			}
		});
		await().atMost(SOON).untilAsserted(() -> assertThat(answer(this.there).text("source")).isEqualTo("profile"));
	}

	@AfterAll
	void stop() {
		this.here.close();
		this.there.close();
	}

	@Test
	void everyProcessFollowsWithinASecond() {
		Answer turned = this.here.management()
			.put(BOARD + "/profile",
					"{\"mode\":\"forced_open\",\"expiresIn\":\"1h\",\"confirm\":\"profile\"," + WHY + "}");

		assertThat(turned.status()).isEqualTo(200);
		assertThat(
				this.there.timeUntil((process) -> answer(process).text("fallbackReason").equals("breaker_forced_open")))
			.as("until the other process follows")
			.isLessThan(A_SECOND);
		assertThat(turned.text("previous")).isEqualTo("automatic");
		awaitState(this.here, "profile", "forced_open");
		awaitState(this.there, "profile", "forced_open");
		assertThat(answer(this.there).text("source")).isEqualTo("session_view");
		assertThat(skips(this.there, "profile")).isPositive();

		assertThat(this.here.management().delete(BOARD + "/profile?owner=shop&reason=over").status()).isEqualTo(200);
		assertThat(this.there.timeUntil((process) -> answer(process).text("source").equals("profile")))
			.as("until the other process lets go")
			.isLessThan(A_SECOND);
	}

	@Test
	void everyProcessLetsGoByItselfWhenTheTimeIsOver() {
		turn("shard-0", "{\"mode\":\"forced_closed\",\"expiresIn\":\"5s\"," + WHY + "}");

		await().atMost(SOON)
			.until(() -> this.here.get(BOARD + "/shard-0").text("mode").equals("automatic")
					&& this.there.get(BOARD + "/shard-0").text("mode").equals("automatic"));
		awaitState(this.here, "shard-0", "closed");
		awaitState(this.there, "shard-0", "closed");
		assertThat(this.there.get(BOARD + "/audit").body().at("/changes/0/to").asText()).isEqualTo("forced_closed");
	}

	@Test
	void aSwitchSurvivesARestart(LocalStack stack) {
		turn("shard-0", "{\"mode\":\"forced_closed\",\"expiresIn\":\"PT1H\"," + WHY + "}");

		try (Beckon later = start(stack, "later")) {
			awaitState(later, "shard-0", "disabled");
			Answer row = later.get(BOARD + "/shard-0");
			assertThat(row.text("mode")).isEqualTo("forced_closed");
			assertThat(row.body().at("/holding/reason").asText()).isEqualTo("a rehearsal");
		}
	}

	@Test
	void aSwitchWorksWhileAllOfRedisIsDead(LocalRedis redis) {
		redis.killAll();
		for (int shard = 0; shard < 3; shard++) {
			String name = "shard-" + shard;
			assertThat(turn(name,
					"{\"mode\":\"forced_open\",\"expiresIn\":\"1h\",\"confirm\":\"" + name + "\"," + WHY + "}")
				.status()).isEqualTo(200);
			awaitState(this.there, name, "forced_open");
		}

		assertThat(answer(this.there).text("source")).isEqualTo("session_view");
		assertThat(answer(this.there).text("fallbackReason")).isEqualTo("breaker_forced_open");
	}

	@Test
	void withoutKafkaAChangeIsRefusedAndWhatIsHeldStaysUntilItsTimeIsOver(LocalKafka kafka) {
		turn("session_view",
				"{\"mode\":\"forced_open\",\"expiresIn\":\"20s\",\"confirm\":\"session_view\"," + WHY + "}");
		awaitState(this.there, "session_view", "forced_open");
		kafka.kill();

		Answer refused = turn("shard-1", "{\"mode\":\"forced_closed\",\"expiresIn\":\"1h\"," + WHY + "}");
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
		assertThat(refused.text("detail")).contains("Kafka");
		assertThat(this.there.get(BOARD).status()).isEqualTo(200);
		awaitState(this.there, "session_view", "metrics_only");
	}

	@Test
	void aSourceThatIsSwitchedOffIsNotAsked() {
		for (int i = 0; i < 3; i++) {
			this.here.shop().views("pair-" + this.visitor + i, "sneaker", "laces");
		}
		String question = "/v1/recommendations?visitorId=nobody&placement=product&itemId=sneaker&limit=3";
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.there.shop().get(question).text("source")).isEqualTo("similar"));

		turn("similar", "{\"mode\":\"forced_open\",\"expiresIn\":\"1h\",\"confirm\":\"similar\"," + WHY + "}");

		awaitState(this.there, "similar", "forced_open");
		Answer without = this.there.shop().get(question);
		assertThat(without.text("source")).isEqualTo("popular");
		assertThat(without.body().findValuesAsText("source")).doesNotContain("similar");
		assertThat(without.itemIds()).isNotEmpty();
		assertThat(skips(this.there, "similar")).isPositive();
	}

	@Test
	void aDrillSendsItsShareToTheSourceItNames() {
		turn("profile", "{\"mode\":\"drill\",\"percent\":100,\"target\":\"popular\",\"expiresIn\":\"1h\","
				+ "\"confirm\":\"profile\"," + WHY + "}");

		await().atMost(SOON).untilAsserted(() -> assertThat(answer(this.there).text("source")).isEqualTo("popular"));
		assertThat(answer(this.there).text("fallbackReason")).isEqualTo("breaker_forced_open");
		turn("profile",
				"{\"mode\":\"drill\",\"percent\":20,\"target\":\"session_view\",\"expiresIn\":\"1h\"," + WHY + "}");
		await().atMost(SOON).untilAsserted(() -> assertThat(answer(this.there).text("source")).isEqualTo("profile"));
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(answer(this.there).text("source")).isEqualTo("session_view"));
		assertThat(standing(this.there, "profile")).isEqualTo("metrics_only");
	}

	@Test
	void aDrillOnAShardConcernsItsVisitorsAlone() {
		for (int shard = 0; shard < 3; shard++) {
			String name = "shard-" + shard;
			turn(name,
					"{\"mode\":\"drill\",\"percent\":100,\"target\":\"session_view\",\"expiresIn\":\"1h\",\"confirm\":\""
							+ name + "\"," + WHY + "}");
		}

		await().atMost(SOON)
			.untilAsserted(
					() -> assertThat(answer(this.there).text("fallbackReason")).isEqualTo("breaker_forced_open"));
		assertThat(answer(this.there).text("source")).isEqualTo("session_view");
		assertThat(standing(this.there, "shard-0")).isEqualTo("closed");
	}

	@Test
	void theAuditSaysWhoWhenFromWhatToWhatAndWhy() {
		Instant before = Instant.now().minusSeconds(1);
		turn("category_popular", "{\"mode\":\"forced_closed\",\"expiresIn\":\"1h\"," + WHY + "}");
		await().atMost(SOON)
			.until(() -> this.here.get(BOARD + "/category_popular").text("mode").equals("forced_closed"));
		release("category_popular");

		await().atMost(SOON).untilAsserted(() -> {
			var changes = this.there.get(BOARD + "/audit").body().path("changes");
			assertThat(changes.at("/0/name").asText()).isEqualTo("category_popular");
			assertThat(changes.at("/0/from").asText()).isEqualTo("forced_closed");
			assertThat(changes.at("/0/to").asText()).isEqualTo("automatic");
			assertThat(changes.at("/0/reason").asText()).isEqualTo("it is over");
			assertThat(changes.at("/1/from").asText()).isEqualTo("automatic");
			assertThat(changes.at("/1/to").asText()).isEqualTo("forced_closed");
			assertThat(changes.at("/1/owner").asText()).isEqualTo("shop team");
			assertThat(changes.at("/1/by").asText()).isEqualTo("local-sre");
			assertThat(changes.at("/1/reason").asText()).isEqualTo("a rehearsal");
			assertThat(Instant.parse(changes.at("/1/at").asText())).isBetween(before, Instant.now().plusSeconds(1));
		});
	}

	@Test
	void theBoardShowsEveryProcessUntilItIsGone(LocalStack stack) {
		try (Beckon leaving = start(stack, "leaving")) {
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(processes(this.here)).contains("here", "there", "leaving"));
			await().atMost(SOON).untilAsserted(() -> {
				var row = leaving.get(BOARD + "/shard-2").body();
				assertThat(row.path("processes").findValuesAsText("process")).contains("here", "there", "leaving");
				assertThat(row.at("/fleet/states/closed").asInt()).isGreaterThanOrEqualTo(3);
			});
		}

		await().atMost(SOON).untilAsserted(() -> assertThat(processes(this.here)).doesNotContain("leaving"));
		assertThat(this.here.get(BOARD).body().path("switches").findValuesAsText("name")).startsWith("shard-0",
				"shard-1", "shard-2", "profile", "session_view", "similar", "category_popular");
	}

	@Test
	void aBreakerOfOneProcessIsStillSwitchedByItsOwnEndpoint() {
		this.here.management().post("/actuator/circuitbreakers/similar", "{\"updateState\":\"FORCE_OPEN\"}");

		assertThat(standing(this.here, "similar")).isEqualTo("forced_open");
		assertThat(standing(this.there, "similar")).isEqualTo("metrics_only");
		this.here.management().post("/actuator/circuitbreakers/similar", "{\"updateState\":\"DISABLE\"}");
		assertThat(standing(this.here, "similar")).isEqualTo("disabled");
		turn("similar", "{\"mode\":\"forced_closed\",\"expiresIn\":\"1h\"," + WHY + "}");
		awaitState(this.there, "similar", "disabled");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					shard-1 | {"mode":"forced_open","expiresIn":"1h","owner":"o","reason":"r"}                       | confirm
					shard-1 | {"mode":"forced_open","expiresIn":"1h","owner":"o","reason":"r","confirm":"shard-0"}   | confirm
					profile | {"mode":"drill","percent":21,"target":"popular","expiresIn":"1h","owner":"o","reason":"r"} | confirm
					profile | {"mode":"drill","target":"popular","expiresIn":"1h","owner":"o","reason":"r"}          | percent
					profile | {"mode":"drill","percent":5,"target":"elsewhere","expiresIn":"1h","owner":"o","reason":"r"} | target
					similar | {"mode":"forced_closed","owner":"o","reason":"r"}                                      | expiry
					similar | {"mode":"forced_closed","expiresIn":"25h","owner":"o","reason":"r"}                    | expiry
					similar | {"mode":"forced_closed","expiresIn":"-1h","owner":"o","reason":"r"}                    | expiry
					similar | {"mode":"forced_closed","expiresIn":"long","owner":"o","reason":"r"}                   | expiresIn
					similar | {"mode":"forced_closed","expiresIn":"1h","reason":"r"}                                 | owner
					similar | {"mode":"forced_closed","expiresIn":"1h","owner":"o"}                                  | reason
					similar | {"mode":"off","expiresIn":"1h","owner":"o","reason":"r"}                               | mode
					similar | {"mode":"forced_closed","expiry":"later","owner":"o","reason":"r"}                     | expiry
					similar | {"mode":"automatic","expires":"1h","owner":"o","reason":"r"}                           | body
					similar | [1]                                                                                    | body
					similar | {"mode":                                                                               | body
					""")
	void badInputNamesTheField(String name, String body, String field) {
		Answer refused = turn(name, body);

		assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
		assertThat(refused.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused.text("field")).isEqualTo(field);
	}

	@Test
	void whatIsNoSwitchIsNotFoundAndTheBoardIsNotOnTheShoppersPort() {
		assertThat(turn("popular", "{}").status()).isEqualTo(404);
		assertThat(this.here.get(BOARD + "/shard-77").text("field")).isEqualTo("name");
		assertThat(this.here.shop().get(BOARD).status()).isEqualTo(401);
	}

	private Answer answer(Beckon beckon) {
		return beckon.shop().get("/v1/recommendations?limit=1&visitorId=" + this.visitor);
	}

	private Answer turn(String name, String body) {
		return known(this.here.management().put(BOARD + "/" + name, body));
	}

	private Answer release(String name) {
		return known(this.here.management().delete(BOARD + "/" + name + "?owner=shop&reason=it%20is%20over"));
	}

	/** What came of a change, once both processes know of it. */
	private Answer known(Answer answer) {
		if (answer.status() == 200) {
			for (Beckon beckon : List.of(this.here, this.there)) {
				await().atMost(SOON)
					.until(() -> beckon.get(BOARD + "/audit")
						.body()
						.path("changes")
						.findValuesAsText("at")
						.contains(answer.text("from")));
			}
		}
		return answer;
	}

	private static void awaitState(Beckon beckon, String name, String... states) {
		await().pollInterval(Duration.ofMillis(20))
			.atMost(SOON)
			.untilAsserted(() -> assertThat(standing(beckon, name)).isIn((Object[]) states));
	}

	private static String standing(Beckon beckon, String name) {
		return beckon.get(BOARD + "/" + name).body().at("/here/state").asText();
	}

	private static List<String> processes(Beckon beckon) {
		return beckon.get(BOARD).body().path("processes").findValuesAsText("process");
	}

	private static double skips(Beckon beckon, String source) {
		return beckon.get("/actuator/metrics/beckon.source.skips?tag=source:" + source)
			.body()
			.at("/measurements/0/value")
			.asDouble();
	}

	private Beckon start(LocalStack stack, String name) {
		Beckon beckon = Beckon.start(stack,
				Map.of("beckon.snapshot-dir", snapshots.resolve(name).toString(), "beckon.ops.process", name));
		await().atMost(SOON).until(() -> beckon.get("/actuator/health/readiness").status() == 200);
		await().atMost(SOON).until(() -> standing(beckon, "shard-2").equals("closed"));
		return beckon;
	}

}
