package io.llmgw.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.simulated.ServedReply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the job prints is what the server sent: its own log is the judge. */
class QuickstartTest {
  private final Setting setting = Setting.of(Map.of());
  private final SimulatedProvider server = Objects.requireNonNull(setting.openAiServer());
  private final SimulatedProvider anthropic = Objects.requireNonNull(setting.anthropicServer());
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Quickstart job =
      new Quickstart(new PrintStream(printed, true, StandardCharsets.UTF_8), setting);

  @AfterEach
  void close() {
    setting.close();
  }

  @Test
  void printsTheTextAndTheTokensThatTheServerSent() {
    int failures = job.run();

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
    job.run();

    ServedReply sent = setting.flakyServer().log().get(0);
    assertThat(sent.isComplete()).isFalse();
    assertThat(lines())
        .contains("  broke off: STREAM_BROKEN after 1 attempt", "  delivered: " + sent.text());
  }

  @Test
  void thePolicyReachedTheModel() {
    job.run();

    assertThat(server.requests().get(2).text()).contains(HouseRules.RULES);
    assertThat(server.requests().get(0).text()).doesNotContain(HouseRules.RULES);
  }

  @Test
  void nothingPersonalReachedTheProviderAndTheCallerGotItBack() {
    job.run();

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
    job.run();

    assertThat(lines())
        .anyMatch(line -> line.startsWith("  MISS: Nine thousand, give or take., cost ~0.0"))
        .anyMatch(line -> line.matches("  HIT: Nine thousand.*, cost 0; saved .* USD and .* ms"))
        .contains("  50 calls at once: 50 answers, 1 request");
  }

  @Test
  void theRecordHoldsWhatTheServerSent() {
    job.run();

    assertThat(server.log().get(3).text()).contains("Saturn", "274");
    assertThat(lines()).contains("Saturn has 274 moons");
  }

  @Test
  void theToolWasCalledAndTheModelWasToldItsResult() {
    job.run();

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
    job.run();

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
    job.run();

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
  void everyAnswerHasItsCostAndThatOfAModelWithoutAPriceIsUnknown() {
    job.run();

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
    job.run();

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
  void explainsTheCallWithoutMakingIt() {
    job.run();

    assertThat(lines()).contains("  plan  1  openai/gpt-5-mini   key main   up to 3 tries");
    assertThat(lines())
        .anyMatch(line -> line.matches("  call .* estimated \\d+ \\+ .* tokens, .*"));
    assertThat(server.requests()).hasSize(9);
  }

  @Test
  void showsWhatOperatorsSee() {
    job.run();

    assertThat(lines())
        .anyMatch(
            line ->
                line.matches(
                    "  llmgw.attempts +outcome=failure route=safe target=busy/sim-1 cause=first"
                        + " error.type=overloaded +1"))
        .anyMatch(line -> line.matches("  llmgw.cost .*currency=USD +0\\.0\\d+"))
        .containsSubsequence(
            "  llmgw chat: success",
            "    chat sim-1: failure (overloaded), first",
            "    chat sim-1: failure (overloaded), repeat",
            "    chat sim-1: failure (stream_broken), failover",
            "    chat gpt-5-mini: success, failover");
  }

  @Test
  void reportsAStepThatFails() {
    server.close();

    int failures = job.run();

    assertThat(failures).isEqualTo(8);
    assertThat(lines()).anyMatch(line -> line.contains("FAILED")).contains("8 steps failed.");
  }

  private static String servedBy(String target, ServedReply sent) {
    return "  served by %s, %d + %d tokens, "
        .formatted(target, sent.inputTokens(), sent.outputTokens());
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
