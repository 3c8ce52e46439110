package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an attempt used and cost is on its record at its outcome, once, whatever the outcome. */
@Fault("I3")
class SettlementTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  // A dollar for each token of input, two for each of output.
  private static final PriceRow PRICE =
      PriceRow.builder("test", DAY).input("1").output("2").build();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Accounts accounts = new Accounts();
  private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-30T23:59:00Z"));
  private LlmClient llm;

  private LlmClientBuilder builder(ModelCatalog catalog) {
    return builder(catalog, time);
  }

  private LlmClientBuilder builder(ModelCatalog catalog, TimeSource clocks) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .catalog(catalog)
        .observe(accounts)
        .time(clocks)
        .closeGrace(Duration.ZERO);
  }

  private LlmClient priced(PriceRow... rows) {
    llm = builder(ModelCatalog.empty().withPrices(fake.model(), Prices.of(rows))).build();
    return llm;
  }

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private static Cost dollars(String amount) {
    return Cost.estimated(new BigDecimal(amount), "USD");
  }

  @ParameterizedTest
  @EnumSource
  void costsAWholeAnswerByTheRowOfItsModel(Door door) {
    fake.answers(script -> script.text("Light.").usage(Usage.reported(10, 4)));

    door.open(priced(PRICE), QUESTION);

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.SUCCEEDED);
    assertThat(attempt.usage()).isEqualTo(Usage.reported(10, 4));
    assertThat(attempt.cost()).isEqualTo(dollars("0.000018"));
    assertThat(Objects.requireNonNull(attempt.pricedBy()).model()).isEqualTo(fake.model());
    assertThat(attempt.pricedBy().table()).isEqualTo("test");
    assertThat(accounts.only().cost()).isEqualTo(attempt.cost());
  }

  @ParameterizedTest
  @EnumSource
  void estimatesAndFlagsWhatACancelledAnswerUsed(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("x".repeat(400)).text("y".repeat(400)).waitFor(gate));

    Visit visit = door.enter(priced(PRICE), QUESTION);
    gate.awaitArrivals(1);
    visit.cancel();

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(attempt.possiblyBilled()).isTrue();
    assertThat(attempt.usage().inputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(attempt.usage().inputTokens().tokens()).isPositive();
    assertThat(attempt.usage().outputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(attempt.usage().outputTokens().tokens()).isBetween(50L, 400L);
    assertThat(attempt.cost().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(attempt.cost().amount()).isPositive();
    assertThat(attempt.pricedBy()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheInputThatWasReportedBeforeTheCut(Door door) {
    Usage begun =
        Usage.builder()
            .reported(TokenKind.INPUT, 1234)
            .reported(TokenKind.CACHED_INPUT, 1000)
            .atLeast(TokenKind.OUTPUT, 1)
            .build();
    fake.answers(script -> script.usage(begun).text("x".repeat(400)).fail(ErrorKind.STREAM_BROKEN));

    DoorResult result = door.open(priced(PRICE), QUESTION);

    assertThat(result.errorKind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.FAILED);
    assertThat(attempt.usage().count(TokenKind.INPUT)).isEqualTo(begun.count(TokenKind.INPUT));
    assertThat(attempt.usage().count(TokenKind.CACHED_INPUT).tokens()).isEqualTo(1000);
    assertThat(attempt.usage().outputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(attempt.usage().outputTokens().tokens()).isBetween(50L, 200L);
  }

  @Test
  void neverCountsDownWhatAProviderHasCountedOfACutAnswer() {
    fake.answers(
        script ->
            script
                .text("ab")
                .usage(Usage.reported(10, 500))
                .text("x".repeat(400))
                .fail(ErrorKind.STREAM_BROKEN));

    Door.STREAM.open(priced(PRICE), QUESTION);

    assertThat(accounts.attempt().usage().outputTokens().tokens()).isBetween(550L, 900L);
    assertThat(accounts.attempt().usage().outputTokens().provenance())
        .isEqualTo(Provenance.ESTIMATED);
  }

  @Test
  void keepsTheLastReportOfACutAnswerThatHoldsAllOfIt() {
    fake.answers(
        script ->
            script.text("ab").usage(Usage.reported(10, 500)).fail(ErrorKind.STREAM_TRUNCATED));

    Door.STREAM.open(priced(PRICE), QUESTION);

    assertThat(accounts.attempt().usage()).isEqualTo(Usage.reported(10, 500));
  }

  @Test
  void countsWhatTheProviderSentAlsoWhereALinkHeldItBack() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("abc").usage(Usage.reported(77, 9)).waitFor(gate));
    llm =
        builder(ModelCatalog.empty().withPrice(fake.model(), PRICE)).use(new HoldingAll()).build();

    Visit visit = Door.STREAM.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    visit.cancel();

    assertThat(visit.await().text()).isEmpty();
    assertThat(accounts.attempt().usage()).isEqualTo(Usage.reported(77, 9));
    assertThat(accounts.attempt().cost()).isEqualTo(dollars("0.000095"));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalIsFree(Door door) {
    fake.answers(
        script ->
            script.fail(LlmException.of(ErrorKind.QUOTA, "no money").httpStatus(402).build()));

    door.open(priced(PRICE), QUESTION);

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.possiblyBilled()).isFalse();
    assertThat(attempt.usage()).isEqualTo(Usage.ZERO);
    assertThat(attempt.cost()).isEqualTo(Cost.ZERO);
    assertThat(attempt.pricedBy()).isNull();
  }

  @Test
  void aCallPaysForAllItsAttempts() {
    fake.answers(script -> script.fail(ErrorKind.OVERLOADED));
    fake.answers(script -> script.usage(Usage.reported(10, 4)).fail(ErrorKind.STREAM_BROKEN));
    fake.answers(script -> script.text("Light.").usage(Usage.reported(10, 5)));
    llm =
        builder(ModelCatalog.empty().withPrice(fake.model(), PRICE), VirtualTime.skipping())
            .build();

    DoorResult result = Door.CHAT.open(llm, QUESTION);

    assertThat(result.errorKind()).isNull();
    assertThat(accounts.only().attempts())
        .extracting(AttemptRecord::cost)
        .containsExactly(Cost.ZERO, dollars("0.000018"), dollars("0.00002"));
    assertThat(accounts.only().cost()).isEqualTo(dollars("0.000038"));
    assertThat(accounts.only().usage().total().tokens()).isEqualTo(29);
  }

  @Test
  void takesTheRowOfTheMomentAtWhichTheAttemptBegan() {
    PriceRow later =
        PriceRow.builder("test", DAY).from(LocalDate.of(2026, 12, 1)).input("100").build();
    fake.answers(
        script ->
            script
                .run(() -> time.shiftWallClock(Duration.ofMinutes(5)))
                .text("Light.")
                .usage(Usage.reported(10, 0)));
    fake.answers(script -> script.text("Light.").usage(Usage.reported(10, 0)));
    priced(PRICE, later);

    Door.CHAT.open(llm, QUESTION);
    Door.CHAT.open(llm, QUESTION);

    assertThat(accounts.all().get(0).cost()).isEqualTo(dollars("0.00001"));
    assertThat(accounts.all().get(1).cost()).isEqualTo(dollars("0.001"));
  }

  @ParameterizedTest
  @EnumSource
  void aCostThatTheProviderReportsWins(Door door) {
    Cost said = Cost.reported(new BigDecimal("0.5"), "USD");
    fake.answers(
        script ->
            script
                .text("Light.")
                .usage(Usage.reported(10, 4))
                .events(new BillReported(said, null)));

    door.open(priced(PRICE), QUESTION);

    assertThat(accounts.attempt().cost()).isEqualTo(said);
    assertThat(accounts.attempt().pricedBy()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void tokensThatAreNotChargedForAreUsedAndCostNothing(Door door) {
    fake.answers(
        script ->
            script
                .text("Light.")
                .usage(Usage.reported(1000, 4))
                .events(new BillReported(null, null, Usage.reported(10, 4))));

    door.open(priced(PRICE), QUESTION);

    assertThat(accounts.attempt().cost()).isEqualTo(dollars("0.000018"));
    assertThat(accounts.attempt().usage()).isEqualTo(Usage.reported(1000, 4));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasBilledUpToTheCutIsTheLeastThatItCosts(Door door) {
    Cost said = Cost.reported(new BigDecimal("0.5"), "USD");
    fake.answers(
        script ->
            script
                .text("Light.")
                .events(new BillReported(said, null))
                .fail(ErrorKind.STREAM_BROKEN));
    llm = builder(ModelCatalog.empty()).build();

    door.open(llm, QUESTION);

    assertThat(accounts.attempt().cost()).hasToString(">=0.5 USD");
    assertThat(accounts.attempt().pricedBy()).isNull();
  }

  @Test
  void aServiceTierIsChargedByItsOwnRowOrNotAtAll() {
    PriceRow flex =
        PriceRow.builder("test", DAY).serviceTier("flex").input("0.5").output("1").build();
    for (String tier : new String[] {"default", "flex", "priority"}) {
      fake.answers(
          script ->
              script.text("a").usage(Usage.reported(10, 4)).events(new BillReported(null, tier)));
    }
    priced(PRICE, flex);

    for (int i = 0; i < 3; i++) {
      Door.CHAT.open(llm, QUESTION);
    }

    assertThat(accounts.all())
        .extracting(served -> served.cost())
        .containsExactly(dollars("0.000018"), dollars("0.000009"), Cost.UNKNOWN);
  }

  @Test
  void theAnswerOfALinkInPlaceOfTheProviderCostsNobodyKnowsWhat() {
    llm =
        builder(ModelCatalog.empty().withPrice(fake.model(), PRICE))
            .use(new AnsweringItself(new Completed(FinishReason.STOP, Usage.reported(1, 2))))
            .build();

    Door.CHAT.open(llm, QUESTION);

    assertThat(fake.received()).isZero();
    assertThat(accounts.attempt().usage()).isEqualTo(Usage.reported(1, 2));
    assertThat(accounts.attempt().cost()).isEqualTo(Cost.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsChargedBesidesTokensMakesTheCostALowerBound(Door door) {
    fake.answers(
        script ->
            script
                .text("Light.")
                .usage(Usage.reported(10, 4))
                .events(new BillReported(Cost.UNKNOWN, null)));

    door.open(priced(PRICE), QUESTION);

    assertThat(accounts.attempt().cost()).hasToString(">=0.000018 USD");
    assertThat(accounts.attempt().pricedBy()).isNotNull();
    assertThat(accounts.only().cost()).isEqualTo(accounts.attempt().cost());
  }

  @ParameterizedTest
  @EnumSource
  void cancelAndCompletionAtTheSameTimeAreAccountedOnce(Door door) {
    priced(PRICE);
    Races.repeat(
        repeat -> {
          Gate gate = Gate.closed();
          fake.answers(
              script -> script.text("x".repeat(40)).waitFor(gate).usage(Usage.reported(10, 10)));
          Visit visit = door.enter(llm, QUESTION);
          gate.awaitArrivals(1);

          Races.together(visit::cancel, gate::open);
          visit.await();

          Patience.until("an account", () -> accounts.all().size() == repeat);
          assertSettled(accounts.all().get(repeat - 1));
        });
    assertThat(accounts.all()).hasSize(Races.repeats());
    assertThat(fake.received()).isEqualTo(Races.repeats());
  }

  /** As reported or as estimated, at the price of its row, and once on the account of the call. */
  private static void assertSettled(Served served) {
    assertThat(served.attempts()).hasSize(1);
    AttemptRecord attempt = served.attempts().get(0);
    long input = attempt.usage().inputTokens().tokens();
    long output = attempt.usage().outputTokens().tokens();
    if (attempt.state() == AttemptState.SUCCEEDED) {
      assertThat(attempt.usage()).isEqualTo(Usage.reported(10, 10));
    } else {
      assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
      assertThat(attempt.possiblyBilled()).isTrue();
      assertThat(output).isBetween(5L, 40L);
    }
    BigDecimal millionths = BigDecimal.valueOf(input + 2 * output);
    assertThat(attempt.cost()).isEqualTo(Cost.estimated(millionths.movePointLeft(6), "USD"));
    assertThat(served.usage()).isEqualTo(attempt.usage());
    assertThat(served.cost()).isEqualTo(attempt.cost());
  }
}
