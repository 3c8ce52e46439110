package io.llmgw.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.simulated.ServedReply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the job prints is what the server sent: its own log is the judge. */
class QuickstartTest {
  private static final Setting setting = Setting.of(Map.of());
  private static final SimulatedProvider server = Objects.requireNonNull(setting.openAiServer());
  private static final SimulatedProvider anthropic =
      Objects.requireNonNull(setting.anthropicServer());
  private static final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private static int failures;

  @BeforeAll
  static void runOnce() {
    failures = job(setting, printed).run();
  }

  @AfterAll
  static void close() {
    setting.close();
  }

  private static Quickstart job(Setting where, ByteArrayOutputStream to) {
    return new Quickstart(new PrintStream(to, true, StandardCharsets.UTF_8), where);
  }

  @Test
  void printsTheTextAndTheTokensThatTheServerSent() {
    assertThat(failures).isZero();
    assertThat(server.log()).hasSize(9);
    for (ServedReply sent : server.log().subList(0, 3)) {
      assertThat(lines())
          .containsSequence(sent.text())
          .anyMatch(line -> line.startsWith(servedBy("openai/gpt-5-mini", sent)));
    }
  }

  @Test
  void printsExactlyWhatArrivedOfTheAnswerThatBrokeOff() {
    ServedReply sent = setting.flakyServer().log().get(0);
    assertThat(sent.isComplete()).isFalse();
    assertThat(lines())
        .contains("  broke off: STREAM_BROKEN after 1 attempt", "  delivered: " + sent.text());
  }

  @Test
  void thePolicyReachedTheModel() {
    assertThat(server.requests().get(2).text()).contains(HouseRules.RULES);
    assertThat(server.requests().get(0).text()).doesNotContain(HouseRules.RULES);
  }

  @Test
  void nothingPersonalReachedTheProviderAndTheCallerGotItBack() {
    assertThat(setting.discreetServer().requests())
        .hasSize(2)
        .allSatisfy(
            it ->
                assertThat(it.text())
                    .contains("Tell <EMAIL_1> that card <CREDIT_CARD_1> is blocked")
                    .doesNotContain("ada", "4111", "AKIA"));
    String got =
        "I tell ada@example.com about card 4111 1111 1111 1111, and the key"
            + " AKIA2QNLTP4WZ7XKVR3M to nobody.";
    assertThat(lines())
        .contains(
            "  the provider received: Tell <EMAIL_1> that card <CREDIT_CARD_1> is blocked;"
                + " our key is <API_KEY_1>.",
            "  the provider answered: " + Confidential.ANSWER,
            "  the caller got:        " + got,
            "  masked:                {API_KEY=1, CREDIT_CARD=1, EMAIL=1}",
            "  as it arrives:         " + got);
  }

  @Test
  void whatIsAskedAgainIsAskedOnce() {
    assertThat(lines())
        .anyMatch(line -> line.startsWith("  MISS: Nine thousand, give or take., cost ~0.0"))
        .anyMatch(line -> line.matches("  HIT: Nine thousand.*, cost 0; saved .* USD and .* ms"))
        .contains("  50 calls at once: 50 answers, 1 request");
  }

  @Test
  void questionsThatAreAlikeShareAnAnswerUnlessTheyDifferInANumber() {
    assertThat(lines())
        .anyMatch(line -> line.matches("  HIT, of a question of similarity 0\\.[789]\\d*"))
        .anyMatch(line -> line.matches("  trail: a question of similarity .* refused: NUMBER"))
        .contains("  3 questions: 2 requests");
  }

  @Test
  void theRecordHoldsWhatTheServerSent() {
    assertThat(server.log().get(3).text()).contains("Saturn", "274");
    assertThat(lines()).contains("Saturn has 274 moons");
  }

  @Test
  void theToolWasCalledAndTheModelWasToldItsResult() {
    assertThat(server.requests().get(5).text()).contains("2 degrees and rain in Oslo");
    ServedReply asked = server.log().get(4);
    ServedReply answered = server.log().get(5);
    assertThat(lines())
        .containsSequence(answered.text(), "  round: TOOL_CALLS, tools 1", "  round: STOP, tools 0")
        .anyMatch(
            line ->
                line.startsWith(
                    "  served by openai/gpt-5-mini, %d + %d tokens, "
                        .formatted(
                            asked.inputTokens() + answered.inputTokens(),
                            asked.outputTokens() + answered.outputTokens())));
  }

  @Test
  void thePictureReachedTheModelWithItsQuestion() {
    String picture = Base64.getEncoder().encodeToString(Picture.redAndBlue());
    assertThat(server.requests().get(6).text())
        .contains("Which colours has this picture", "data:image/png;base64," + picture);
    ServedReply sent = server.log().get(6);
    assertThat(lines())
        .containsSequence(sent.text())
        .anyMatch(line -> line.startsWith(servedBy("openai/gpt-5-mini", sent)));
  }

  @Test
  void bothProvidersAnsweredTheSamePrompt() {
    assertThat(server.requests().get(7).text()).contains("What makes a haiku?");
    assertThat(anthropic.requests()).hasSize(1);
    assertThat(anthropic.requests().get(0).text()).contains("What makes a haiku?");
    ServedReply one = server.log().get(7);
    ServedReply other = anthropic.log().get(0);
    assertThat(lines())
        .contains(one.text(), other.text())
        .anyMatch(line -> line.startsWith(servedBy("openai/gpt-5-mini", one)))
        .anyMatch(line -> line.startsWith(servedBy("anthropic/claude-haiku-4-5", other)));
  }

  @Test
  void oneConversationCrossesThreeProviders() {
    assertThat(lines())
        .containsSubsequence(
            "  anthropic/claude-haiku-4-5: Let me look.",
            "  the tool says: rain in Oslo",
            "  openai/gpt-5-mini: Yes: it rains in Oslo.",
            "    trail: reasoning of earlier turns was left out where openai does not take it",
            "  gemini/gemini-2.5-flash: You asked whether you need a coat.");
    try (Crossing again = new Crossing(new PrintStream(new ByteArrayOutputStream()))) {
      again.run();
      assertThat(again.sentOn())
          .allSatisfy(
              sent ->
                  assertThat(sent)
                      .contains("Do I need a coat in Oslo?", "Let me look.", "weather", "rain")
                      .doesNotContain("I must look.", "of-anthropic-alone"));
      assertThat(again.sentOn().get(1)).contains("Yes: it rains in Oslo.", "What did I ask?");
    }
  }

  @Test
  void everyAnswerHasItsCostAndThatOfAModelWithoutAPriceIsUnknown() {
    List<String> accounts =
        lines().stream().filter(line -> line.startsWith("  served by")).toList();
    assertThat(accounts).hasSize(10);
    assertThat(accounts)
        .allMatch(
            line ->
                line.startsWith("  served by local/")
                    ? line.endsWith("cost unknown")
                    : line.matches(".*, cost (~|>=)0\\.0\\d+ USD"));
    assertThat(lines())
        .anyMatch(
            line -> line.matches("  tried:     flaky/.* ~\\d+ \\+ ~\\d+ tokens.*cost unknown"));
  }

  @Test
  void aKeyOfOneProviderMakesThatOneReal() {
    try (Setting real = Setting.of(Map.of("ANTHROPIC_API_KEY", "a-key", "OPENAI_API_KEY", " "))) {
      assertThat(real.anthropicServer()).isNull();
      assertThat(real.openAiServer()).isNotNull();
      assertThat(real.describe())
          .contains("Anthropic answers itself", "OPENAI_API_KEY is not set")
          .doesNotContain("a-key");
    }
    try (Setting real = Setting.of(Map.of("OPENAI_API_KEY", "a-key"))) {
      assertThat(real.openAiServer()).isNull();
      assertThat(real.anthropicServer()).isNotNull();
    }
  }

  @Test
  void theThirdProviderAnswersAndEveryAttemptIsOneThatAServerSaw() {
    int refused = setting.busyServer().requests().size();
    int broken = setting.brokenServer().requests().size();
    ServedReply sent = server.log().get(8);
    assertThat(refused).isEqualTo(3);
    assertThat(broken).isEqualTo(2);
    assertThat(attempts("busy/sim-1 OVERLOADED")).hasSize(refused);
    assertThat(attempts("broken/sim-1 STREAM_BROKEN")).hasSize(broken);
    assertThat(attempts("openai/gpt-5-mini SUCCEEDED"))
        .singleElement()
        .asString()
        .contains("attempt 6");
    assertThat(lines())
        .contains(sent.text())
        .anyMatch(line -> line.matches("  trail: repeat in \\d+ ms by back-off: OVERLOADED"))
        .anyMatch(line -> line.startsWith("  trail: goes from busy/sim-1 to broken/sim-1: "))
        .anyMatch(line -> line.startsWith("  trail: goes from broken/sim-1 to openai/gpt-5-mini"));
  }

  private List<String> attempts(String of) {
    return lines().stream()
        .filter(line -> line.startsWith("  attempt ") && line.contains(": " + of + ", "))
        .toList();
  }

  @Test
  void comesThroughABadDay() {
    Troubles troubles = setting.troubles();
    assertThat(troubles.slow().requests()).hasSize(2);
    assertThat(troubles.modest().requests()).hasSize(7);
    assertThat(troubles.narrow().connections()).hasSize(1);
    assertThat(troubles.strict().requests())
        .extracting(ReceivedRequest::bearerToken)
        .containsExactly("sk-old", "sk-spare", "sk-new");
    assertThat(troubles.down().requests()).hasSize(5);
    assertThat(lines())
        .containsSubsequence(
            "  left midway:      \"Once\" was enough",
            "  hedged:           narrow/sim-1 was faster",
            "  key refused:      key main AUTH, key spare SUCCEEDED",
            "  key status:       main in quarantine: AUTH",
            "  key exchanged:    key main SUCCEEDED",
            "  down:             [OVERLOADED, OVERLOADED, OVERLOADED, OVERLOADED, OVERLOADED],"
                + " so its breaker is OPEN",
            "  from then on:     NO_TARGET after 0 attempts",
            "  one connection:   5 answers came over it")
        .anyMatch(
            line -> line.matches("  asked to wait: .* RATE_LIMIT, \\d+ ms of RETRY_AFTER, .*"))
        .anyMatch(line -> line.matches("  one at a time: {4}[1-4] of 5 calls waited .*"));
  }

  @Test
  void explainsTheCallWithoutMakingIt() {
    assertThat(lines()).contains("  plan  1  openai/gpt-5-mini   key main   up to 3 tries");
    assertThat(lines())
        .anyMatch(line -> line.matches("  call .* estimated \\d+ \\+ .* tokens, .*"));
    assertThat(server.requests()).hasSize(9);
  }

  @Test
  void showsWhatOperatorsSee() {
    assertThat(lines())
        .anyMatch(
            line ->
                line.matches(
                    "  llmgw.attempts +outcome=failure route=safe target=busy/sim-1 cause=first"
                        + " error.type=overloaded +1"))
        .anyMatch(line -> line.matches("  llmgw.cost .*currency=USD +0\\.0\\d+"))
        .anyMatch(line -> line.matches("  llmgw.concurrency.limit +target=modest/sim-1 +1"))
        .anyMatch(line -> line.matches("  llmgw.circuit.state +target=down/sim-1 +1"))
        .anyMatch(line -> line.matches("  llmgw.keys.quarantined +provider=strict +0"))
        .containsSubsequence(
            "  llmgw chat: success",
            "    chat sim-1: failure (overloaded), first",
            "    chat sim-1: failure (overloaded), repeat",
            "    chat sim-1: failure (stream_broken), failover",
            "    chat gpt-5-mini: success, failover");
  }

  @Test
  void reportsAStepThatFails() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (Setting unwell = Setting.of(Map.of())) {
      Objects.requireNonNull(unwell.openAiServer()).close();

      assertThat(job(unwell, told).run()).isEqualTo(8);
    }
    assertThat(lines(told)).anyMatch(line -> line.contains("FAILED")).contains("8 steps failed.");
  }

  private static String servedBy(String target, ServedReply sent) {
    return "  served by %s, %d + %d tokens, "
        .formatted(target, sent.inputTokens(), sent.outputTokens());
  }

  private static List<String> lines() {
    return lines(printed);
  }

  private static List<String> lines(ByteArrayOutputStream of) {
    return of.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
