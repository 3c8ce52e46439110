package io.llmgw.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.simulated.ServedReply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the job prints is what the server sent: its own log is the judge. */
class QuickstartTest {
  private final Setting setting = Setting.simulated();
  private final SimulatedProvider server = Objects.requireNonNull(setting.server());
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
    assertThat(server.log()).hasSize(3);
    for (ServedReply sent : server.log()) {
      assertThat(lines())
          .containsSequence(sent.text())
          .anyMatch(line -> line.startsWith(servedBy(sent)));
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
  void explainsTheCallWithoutMakingIt() {
    job.run();

    assertThat(lines()).contains("  plan  1  openai/gpt-5-mini   key main");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void reportsAStepThatFails() {
    server.close();

    int failures = job.run();

    assertThat(failures).isEqualTo(3);
    assertThat(lines()).anyMatch(line -> line.contains("FAILED")).contains("3 steps failed.");
  }

  private static String servedBy(ServedReply sent) {
    return "  served by openai/gpt-5-mini, %d + %d tokens, "
        .formatted(sent.inputTokens(), sent.outputTokens());
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
