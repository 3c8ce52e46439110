package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.event.Completed;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the usage that a provider reports, or does not. */
class ReportedUsageTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Accounts accounts = new Accounts();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .catalog(
              ModelCatalog.empty()
                  .withPrice(
                      fake.model(),
                      PriceRow.builder("test", LocalDate.of(2026, 11, 1))
                          .input("1")
                          .output("2")
                          .build()))
          .observe(accounts)
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private static Completed end(Usage usage) {
    return new Completed(FinishReason.STOP, usage);
  }

  @Fault("F065")
  @ParameterizedTest
  @EnumSource
  void estimatesAndFlagsWhatAWholeAnswerDoesNotReport(Door door) {
    fake.answers(
        script -> script.started().text("x".repeat(400)).events(end(Usage.UNKNOWN)).bare());

    DoorResult result = door.open(llm, QUESTION);

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.usage().inputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(attempt.usage().outputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(attempt.usage().outputTokens().tokens()).isBetween(50L, 200L);
    assertThat(attempt.cost().amount()).isPositive();
    assertThat(attempt.cost().provenance()).isEqualTo(Provenance.ESTIMATED);
    if (result.response() != null) {
      assertThat(result.response().usage()).isEqualTo(attempt.usage());
    }
  }

  @Fault("F065")
  @ParameterizedTest
  @EnumSource
  void estimatesOnlyTheTotalThatIsMissing(Door door) {
    Usage half = Usage.builder().reported(TokenKind.INPUT, 321).build();
    fake.answers(script -> script.started().text("x".repeat(400)).events(end(half)).bare());

    door.open(llm, QUESTION);

    Usage usage = accounts.attempt().usage();
    assertThat(usage.count(TokenKind.INPUT)).isEqualTo(half.count(TokenKind.INPUT));
    assertThat(usage.outputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(usage.outputTokens().tokens()).isBetween(50L, 200L);
  }

  @Fault("F065")
  @ParameterizedTest
  @EnumSource
  void anExplicitZeroIsZeroAndNoReasonToEstimate(Door door) {
    fake.answers(
        script -> script.started().text("x".repeat(400)).events(end(Usage.reported(0, 0))).bare());

    door.open(llm, QUESTION);

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.usage()).isEqualTo(Usage.reported(0, 0));
    assertThat(attempt.cost().isKnown()).isTrue();
    assertThat(Objects.requireNonNull(attempt.cost().amount()).signum()).isZero();
  }

  @Test
  void theEstimateIsNeverBelowTheBoundThatWasReported() {
    Usage bound =
        Usage.builder()
            .reported(TokenKind.CACHED_INPUT, 5000)
            .atLeast(TokenKind.OUTPUT, 900)
            .build();
    fake.answers(script -> script.started().text("abc").events(end(bound)).bare());

    Door.CHAT.open(llm, QUESTION);

    assertThat(accounts.attempt().usage().inputTokens().tokens()).isEqualTo(5000);
    assertThat(accounts.attempt().usage().outputTokens().tokens()).isEqualTo(900);
  }

  @Test
  void estimatesTheShareOfReasoningInWhatWasSeen() {
    fake.answers(
        script ->
            script
                .started()
                .reasoning("r".repeat(300))
                .text("x".repeat(100))
                .events(end(Usage.UNKNOWN))
                .bare());

    Door.CHAT.open(llm, QUESTION);

    Usage usage = accounts.attempt().usage();
    assertThat(usage.count(TokenKind.REASONING).provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(usage.count(TokenKind.REASONING).tokens())
        .isEqualTo(Math.round(usage.outputTokens().tokens() * 0.75));
  }

  @Fault("F084")
  @ParameterizedTest
  @EnumSource
  void usageThatIsRepeatedCumulativelyIsCountedOnceAndTheLastCounts(Door door) {
    fake.answers(
        script ->
            script
                .started()
                .usage(Usage.reported(20, 1))
                .text("a")
                .usage(Usage.reported(20, 5))
                .text("b")
                .usage(Usage.reported(20, 9))
                .events(end(Usage.UNKNOWN))
                .bare());

    door.open(llm, QUESTION);

    assertThat(accounts.attempt().usage()).isEqualTo(Usage.reported(20, 9));
    assertThat(accounts.only().usage()).isEqualTo(Usage.reported(20, 9));
    assertThat(accounts.only().cost().amount()).isEqualByComparingTo("0.000038");
  }
}
