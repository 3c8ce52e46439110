package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.PricedBy;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to calls at models whose price is unknown. */
@Fault("F121")
class PricePolicyTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final PriceRow PRICE =
      PriceRow.builder("assumed", DAY).input("1").output("2").build();

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake")
          .always(script -> script.text("Light.").usage(Usage.reported(10, 4)));
  private final Accounts accounts = new Accounts();

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).observe(accounts);
  }

  private static LlmException failure(Door door, LlmClient llm, ChatRequest request) {
    return Objects.requireNonNull(door.open(llm, request).error());
  }

  @ParameterizedTest
  @EnumSource
  void isAllowedAndCostsWhatNobodyKnows(Door door) {
    try (LlmClient llm = builder().build()) {
      assertThat(door.open(llm, QUESTION).error()).isNull();
    }

    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.usage()).isEqualTo(Usage.reported(10, 4));
    assertThat(attempt.cost()).isEqualTo(Cost.UNKNOWN);
    assertThat(attempt.cost()).hasToString("unknown");
    assertThat(attempt.pricedBy()).isNull();
    assertThat(accounts.only().cost()).isEqualTo(Cost.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource
  void isDeniedBeforeAnythingIsSent(Door door) {
    try (LlmClient llm = builder().unknownPrice(UnknownPrice.DENY).build()) {
      LlmException error = failure(door, llm, QUESTION);

      assertThat(error.kind()).isEqualTo(ErrorKind.NO_PRICE);
      assertThat(error).hasMessageContaining(fake.model());
      assertThat(error.model()).isEqualTo("scripted-1");
    }

    assertThat(fake.received()).isZero();
    assertThat(accounts.only().attempts()).isEmpty();
    assertThat(accounts.only().usage()).isEqualTo(Usage.ZERO);
    assertThat(accounts.only().cost()).isEqualTo(Cost.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void isChargedAtAnAssumedPrice(Door door) {
    try (LlmClient llm = builder().unknownPrice(UnknownPrice.assume(PRICE)).build()) {
      door.open(llm, QUESTION);
    }

    assertThat(accounts.attempt().cost()).hasToString("~0.000018 USD");
    PricedBy row = Objects.requireNonNull(accounts.attempt().pricedBy());
    assertThat(row.table()).isEqualTo("assumed");
    assertThat(row.model()).isEqualTo(fake.model());
  }

  @ParameterizedTest
  @EnumSource
  void theAssumedPriceHoldsAlsoWhereNoneOfThoseThatAreKnownDoes(Door door) {
    PriceRow.Builder flex = PriceRow.builder("test", DAY).serviceTier("flex");
    PriceRow.Builder later = PriceRow.builder("test", DAY).from(LocalDate.of(9999, 1, 1));
    Prices elsewhere =
        Prices.of(
            flex.input("100").output("100").build(), later.input("100").output("100").build());
    try (LlmClient llm =
        builder()
            .catalog(ModelCatalog.empty().withPrices(fake.model(), elsewhere))
            .unknownPrice(UnknownPrice.assume(PRICE))
            .build()) {
      door.open(llm, QUESTION);
    }

    assertThat(accounts.attempt().cost()).hasToString("~0.000018 USD");
    assertThat(Objects.requireNonNull(accounts.attempt().pricedBy()).table()).isEqualTo("assumed");
  }

  @ParameterizedTest
  @EnumSource
  void aModelThatIsSaidToBeFreeIsNotUnknown(Door door) {
    ModelCatalog ours = ModelCatalog.empty().withPrice(fake.model(), PriceRow.free("ours", DAY));
    try (LlmClient llm = builder().catalog(ours).unknownPrice(UnknownPrice.DENY).build()) {
      assertThat(door.open(llm, QUESTION).error()).isNull();
    }

    assertThat(accounts.attempt().usage()).isEqualTo(Usage.reported(10, 4));
    assertThat(accounts.attempt().cost().isKnown()).isTrue();
    assertThat(Objects.requireNonNull(accounts.attempt().cost().amount()).signum()).isZero();
  }

  @Test
  void aPriceThatDoesNotHoldYetIsNone() {
    ModelCatalog later =
        ModelCatalog.empty()
            .withPrice(
                fake.model(),
                PriceRow.builder("test", DAY)
                    .from(LocalDate.of(9999, 1, 1))
                    .input("1")
                    .output("2")
                    .build());
    try (LlmClient llm = builder().catalog(later).unknownPrice(UnknownPrice.DENY).build()) {
      assertThat(failure(Door.CHAT, llm, QUESTION).kind()).isEqualTo(ErrorKind.NO_PRICE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelWithoutAPriceOfWhatItWritesIsDeniedBeforeAnythingIsSent(Door door) {
    try (LlmClient llm = builder().catalog(readsAlone()).unknownPrice(UnknownPrice.DENY).build()) {
      LlmException error = failure(door, llm, QUESTION);

      assertThat(error.kind()).isEqualTo(ErrorKind.NO_PRICE);
      assertThat(error)
          .hasMessageContaining("a part of the price of " + fake.model() + " is unknown");
    }

    assertThat(fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatAModelWithoutAPriceOfWhatItWritesCostsHasALowerBound(Door door) {
    try (LlmClient llm = builder().catalog(readsAlone()).build()) {
      door.open(llm, QUESTION);
    }

    assertThat(accounts.attempt().cost()).hasToString(">=0.00007 USD");
    assertThat(Objects.requireNonNull(accounts.attempt().pricedBy()).table()).isEqualTo("part");
  }

  @ParameterizedTest
  @EnumSource
  void theAssumedPriceHoldsAlsoWhereAPartOfThePriceIsUnknown(Door door) {
    try (LlmClient llm =
        builder().catalog(readsAlone()).unknownPrice(UnknownPrice.assume(PRICE)).build()) {
      door.open(llm, QUESTION);
    }

    assertThat(accounts.attempt().cost()).hasToString("~0.000018 USD");
    assertThat(Objects.requireNonNull(accounts.attempt().pricedBy()).table()).isEqualTo("assumed");
  }

  @Test
  void anAssumedPriceThatCoversNoMoreDoesNotTakeThePlaceOfAKnownOne() {
    PriceRow input = PriceRow.builder("assumed", DAY).input("1").build();
    try (LlmClient llm =
        builder().catalog(readsAlone()).unknownPrice(UnknownPrice.assume(input)).build()) {
      llm.chat(QUESTION);
    }

    assertThat(accounts.attempt().cost()).hasToString(">=0.00007 USD");
  }

  @Test
  void anEmbeddingNeedsNoPriceOfOutput() {
    fake.answers(
        script ->
            script.events(new VectorProduced(0, new float[] {1})).usage(Usage.reported(10, 0)));
    try (LlmClient llm =
        builder()
            .defaultEmbeddingModel(fake.model())
            .catalog(readsAlone())
            .unknownPrice(UnknownPrice.DENY)
            .build()) {
      llm.embed(List.of("blue"));
    }

    assertThat(accounts.attempt().cost()).hasToString("~0.00007 USD");
  }

  private ModelCatalog readsAlone() {
    return ModelCatalog.empty()
        .withPrice(fake.model(), PriceRow.builder("part", DAY).input("7").build());
  }

  @ParameterizedTest
  @EnumSource
  void oneCallMayBeStricterThanItsClient(Door door) {
    try (LlmClient llm = builder().build()) {
      LlmException error = failure(door, llm, QUESTION.with(UnknownPrice.DENY));

      assertThat(error.kind()).isEqualTo(ErrorKind.NO_PRICE);
    }

    assertThat(fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void noCallIsUncostedWhereItsClientAssumesAPrice(Door door) {
    try (LlmClient llm = builder().unknownPrice(UnknownPrice.assume(PRICE)).build()) {
      door.open(llm, QUESTION.with(UnknownPrice.ALLOW));
    }

    assertThat(accounts.attempt().cost()).hasToString("~0.000018 USD");
  }

  @ParameterizedTest
  @EnumSource
  void oneCallMayAssumeAnotherPriceThanItsClient(Door door) {
    PriceRow own = PriceRow.builder("own", DAY).input("10").output("20").build();
    try (LlmClient llm = builder().unknownPrice(UnknownPrice.assume(PRICE)).build()) {
      door.open(llm, QUESTION.with(UnknownPrice.assume(own)));
    }

    assertThat(accounts.attempt().cost()).hasToString("~0.00018 USD");
  }

  @ParameterizedTest
  @EnumSource
  void noCallIsLaxerThanAClientThatDenies(Door door) {
    try (LlmClient llm = builder().unknownPrice(UnknownPrice.DENY).build()) {
      assertThat(failure(door, llm, QUESTION.with(UnknownPrice.ALLOW)).kind())
          .isEqualTo(ErrorKind.NO_PRICE);
      assertThat(failure(door, llm, QUESTION.with(UnknownPrice.assume(PRICE))).kind())
          .isEqualTo(ErrorKind.NO_PRICE);
    }

    assertThat(fake.received()).isZero();
  }
}
