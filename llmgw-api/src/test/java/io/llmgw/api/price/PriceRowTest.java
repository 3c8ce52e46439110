package io.llmgw.api.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceRowTest {
  private static final LocalDate DAY = LocalDate.of(2026, 8, 21);

  private static final PriceRow PLAIN = priced().build();

  private static final PriceRow CACHING =
      priced()
          .rate(PriceKind.CACHED_INPUT, "0.3")
          .rate(PriceKind.CACHE_WRITE, "3.75")
          .rate(PriceKind.CACHE_WRITE_LONG, "6")
          .build();

  private static PriceRow.Builder priced() {
    return PriceRow.builder("list", DAY).input("3").output("15");
  }

  private static Usage.Builder used(long input, long output) {
    return Usage.builder().reported(TokenKind.INPUT, input).reported(TokenKind.OUTPUT, output);
  }

  @Test
  void chargesTotalsWhosePartsHaveNoPrice() {
    Usage usage =
        used(1000, 100)
            .reported(TokenKind.CACHED_INPUT, 400)
            .reported(TokenKind.REASONING, 60)
            .build();

    assertThat(PLAIN.cost(usage)).hasToString("~0.0045 USD");
  }

  @Test
  void chargesEachPartOnceAtItsOwnPrice() {
    Usage usage =
        used(10_000, 100)
            .reported(TokenKind.CACHED_INPUT, 6000)
            .reported(TokenKind.CACHE_WRITE, 2000)
            .reported(TokenKind.CACHE_WRITE_LONG, 1000)
            .build();

    // 6000 x 0.3 + 2000 x 3.75 + 1000 x 6 + 1000 x 3 + 100 x 15 = 1800 + 7500 + 6000 + 3000 + 1500
    assertThat(CACHING.cost(usage)).hasToString("~0.0198 USD");
  }

  @Test
  void neverGivesCachedTokensAwayWhereTheReadHasNoPrice() {
    Usage cached = used(1000, 0).reported(TokenKind.CACHED_INPUT, 1000).build();

    assertThat(PLAIN.cost(cached)).isEqualTo(PLAIN.cost(used(1000, 0).build()));
  }

  @Test
  void knowsOnlyTheLeastThatALongWriteCostsWhereTheShortOneIsPriced() {
    PriceRow row = priced().rate(PriceKind.CACHE_WRITE, "3.75").build();
    Usage usage = used(1000, 0).reported(TokenKind.CACHE_WRITE_LONG, 1000).build();

    assertThat(row.cost(usage)).hasToString(">=0.00375 USD");
    assertThat(PLAIN.cost(usage)).hasToString("~0.003 USD");
  }

  @Test
  void chargesTheWholeCallByTheSizeOfItsInput() {
    PriceRow row =
        PriceRow.builder("list", DAY)
            .rate(PriceKind.INPUT, Rate.of("3").above(200_000, "6"))
            .rate(PriceKind.CACHED_INPUT, Rate.of("0.3").above(200_000, "0.6"))
            .rate(PriceKind.OUTPUT, Rate.of("15").above(200_000, "22.5"))
            .build();
    Usage within = used(200_000, 1000).reported(TokenKind.CACHED_INPUT, 150_000).build();
    Usage over = used(200_001, 1000).reported(TokenKind.CACHED_INPUT, 150_000).build();

    assertThat(row.cost(within)).hasToString("~0.21 USD");
    // 50,001 x 6 + 150,000 x 0.6 + 1000 x 22.5
    assertThat(row.cost(over)).hasToString("~0.412506 USD");
  }

  @Test
  void takesTextToBeCachedFirst() {
    PriceRow row =
        priced()
            .rate(PriceKind.CACHED_INPUT, "0.3")
            .rate(PriceKind.AUDIO_INPUT, "10")
            .rate(PriceKind.CACHED_AUDIO_INPUT, "1")
            .build();
    Usage.Builder sound = used(1000, 0).reported(TokenKind.AUDIO_INPUT, 600);
    Usage fits = sound.reported(TokenKind.CACHED_INPUT, 400).build();
    Usage overlaps =
        used(1000, 0)
            .reported(TokenKind.AUDIO_INPUT, 600)
            .reported(TokenKind.CACHED_INPUT, 700)
            .build();

    assertThat(row.cost(fits)).hasToString("~0.00612 USD");
    // 400 text and 300 audio of the cache, 300 audio besides: 120 + 300 + 3000
    assertThat(row.cost(overlaps)).hasToString("~0.00342 USD");
  }

  @Test
  void chargesCachedAudioAsAudioWhereItHasNoPriceOfItsOwn() {
    PriceRow row =
        priced().rate(PriceKind.CACHED_INPUT, "0.3").rate(PriceKind.AUDIO_INPUT, "10").build();
    Usage usage =
        used(1000, 0)
            .reported(TokenKind.AUDIO_INPUT, 1000)
            .reported(TokenKind.CACHED_INPUT, 1000)
            .build();

    assertThat(row.cost(usage)).hasToString("~0.01 USD");
  }

  @Test
  void chargesWrittenMediaAtTheDearerOfTheTwoPrices() {
    PriceRow row =
        priced()
            .rate(PriceKind.CACHE_WRITE, "3.75")
            .rate(PriceKind.IMAGE_INPUT, "2")
            .rate(PriceKind.AUDIO_INPUT, "10")
            .build();
    Usage images =
        used(100, 0)
            .reported(TokenKind.IMAGE_INPUT, 100)
            .reported(TokenKind.CACHE_WRITE, 100)
            .build();
    Usage sound =
        used(100, 0)
            .reported(TokenKind.AUDIO_INPUT, 100)
            .reported(TokenKind.CACHE_WRITE, 100)
            .build();

    assertThat(row.cost(images)).hasToString("~0.000375 USD");
    assertThat(row.cost(sound)).hasToString("~0.001 USD");
  }

  @Test
  void isALowerBoundWhereATotalIsUnknown() {
    Usage noInput = Usage.builder().reported(TokenKind.OUTPUT, 1000).build();
    Usage someInput =
        Usage.builder()
            .atLeast(TokenKind.INPUT, 100)
            .reported(TokenKind.CACHED_INPUT, 1000)
            .reported(TokenKind.OUTPUT, 1000)
            .build();

    assertThat(CACHING.cost(noInput)).hasToString(">=0.015 USD");
    assertThat(CACHING.cost(someInput)).hasToString(">=0.0153 USD");
    assertThat(CACHING.cost(Usage.UNKNOWN)).isEqualTo(Cost.UNKNOWN);
    assertThat(CACHING.cost(Usage.builder().atLeast(TokenKind.INPUT, 0).build()))
        .isEqualTo(Cost.UNKNOWN);
  }

  /** A dear part may be the wrong number: then its tokens cost what the total costs. */
  @Test
  void chargesNoTokenMoreThanItsTotalWherePartsExceedIt() {
    PriceRow row =
        priced()
            .rate(PriceKind.CACHE_WRITE, "3.75")
            .rate(PriceKind.AUDIO_INPUT, "10")
            .rate(PriceKind.REASONING, "40")
            .build();

    Usage written = used(100, 0).reported(TokenKind.CACHE_WRITE, 150).build();
    Usage audio = used(100, 0).reported(TokenKind.AUDIO_INPUT, 150).build();
    Usage thought = used(0, 10).reported(TokenKind.REASONING, 50).build();
    Usage sound = used(100, 10).reported(TokenKind.REASONING, 10).build();

    assertThat(row.cost(written)).hasToString(">=0.0003 USD");
    assertThat(row.cost(audio)).hasToString(">=0.0003 USD");
    assertThat(row.cost(thought)).hasToString(">=0.00015 USD");
    assertThat(row.cost(sound)).hasToString("~0.0007 USD");
  }

  @Test
  void isALowerBoundAndNeverNegativeWherePartsExceedTheirTotal() {
    Usage input = used(100, 10).reported(TokenKind.CACHED_INPUT, 150).build();
    Usage output = used(100, 10).reported(TokenKind.REASONING, 50).build();
    Usage absurd =
        used(100, 10)
            .reported(TokenKind.CACHED_INPUT, Long.MAX_VALUE)
            .reported(TokenKind.CACHE_WRITE, Long.MAX_VALUE)
            .reported(TokenKind.CACHE_WRITE_LONG, Long.MAX_VALUE)
            .reported(TokenKind.AUDIO_INPUT, Long.MAX_VALUE)
            .reported(TokenKind.REASONING, Long.MAX_VALUE)
            .reported(TokenKind.AUDIO_OUTPUT, Long.MAX_VALUE)
            .build();

    assertThat(CACHING.cost(input)).hasToString(">=0.00018 USD");
    assertThat(CACHING.cost(output)).hasToString(">=0.00045 USD");
    assertThat(CACHING.cost(absurd).provenance()).isEqualTo(Provenance.UNKNOWN);
    assertThat(CACHING.cost(absurd).amount()).isPositive();
  }

  @Test
  void anEstimatedCountMakesAnEstimateAndAnExplicitZeroIsZero() {
    Usage estimated =
        Usage.builder().estimated(TokenKind.INPUT, 1000).reported(TokenKind.OUTPUT, 0).build();

    assertThat(PLAIN.cost(estimated)).isEqualTo(Cost.estimated(new BigDecimal("0.003"), "USD"));
    assertThat(PLAIN.cost(Usage.ZERO)).isEqualTo(Cost.estimated(BigDecimal.ZERO, "USD"));
  }

  @Test
  void whatHasNoPriceIsUnknownUnlessThereIsNone() {
    PriceRow inputOnly = PriceRow.builder("list", DAY).input("2").build();

    assertThat(inputOnly.cost(used(1000, 0).build())).hasToString("~0.002 USD");
    assertThat(inputOnly.cost(used(1000, 1).build())).hasToString(">=0.002 USD");
    assertThat(inputOnly.cost(Usage.builder().reported(TokenKind.INPUT, 1000).build()))
        .hasToString(">=0.002 USD");
  }

  @Test
  void anUnknownCountDoesNotMatterWhereItsPriceIsNothing() {
    PriceRow embeds = PriceRow.builder("list", DAY).input("0.02").output("0").build();

    assertThat(embeds.cost(Usage.builder().reported(TokenKind.INPUT, 1000).build()))
        .hasToString("~0.00002 USD");
  }

  @Test
  void aFreeModelCostsAKnownNothingInNoCurrency() {
    PriceRow free = PriceRow.free("our own machines", DAY);

    assertThat(free.cost(used(1000, 1000).build()).isKnown()).isTrue();
    assertThat(free.cost(Usage.UNKNOWN)).isEqualTo(Cost.estimated(BigDecimal.ZERO, "XXX"));
    assertThat(free.cost(Usage.ZERO).plus(Cost.estimated(BigDecimal.ONE, "EUR")))
        .hasToString("~1 EUR");
  }

  @Test
  void addsThePriceOfTheRequestOnce() {
    PriceRow row = priced().perRequest(new BigDecimal("0.012")).build();

    assertThat(row.cost(used(1000, 0).build())).hasToString("~0.015 USD");
  }

  @Test
  void audioAndImagesThatWereProducedHaveTheirPrices() {
    PriceRow row =
        priced()
            .rate(PriceKind.REASONING, "20")
            .rate(PriceKind.AUDIO_OUTPUT, "64")
            .rate(PriceKind.IMAGE_OUTPUT, "40")
            .build();
    Usage usage =
        used(0, 100)
            .reported(TokenKind.REASONING, 10)
            .reported(TokenKind.AUDIO_OUTPUT, 20)
            .reported(TokenKind.IMAGE_OUTPUT, 30)
            .build();

    // 10 x 20 + 20 x 64 + 30 x 40 + 40 x 15
    assertThat(row.cost(usage)).hasToString("~0.00328 USD");
  }

  @Test
  void refusesARowThatIsFreeByOversight() {
    assertThatIllegalStateException()
        .isThrownBy(() -> PriceRow.builder("list", DAY).input("0").output("0.00").build())
        .withMessageContaining("say that it is free");
    assertThatIllegalStateException()
        .isThrownBy(() -> PriceRow.builder("list", DAY).build())
        .withMessageContaining("at least one price");
    assertThatIllegalArgumentException().isThrownBy(() -> priced().rate(PriceKind.REASONING, "-1"));
    assertThatIllegalStateException().isThrownBy(() -> priced().input("4"));
    assertThatIllegalArgumentException().isThrownBy(() -> Rate.of("three"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.of("3").above(10, "4").above(5, "6"));
  }

  /** Anthropic's {@code standard_only} asks for no other tier, so it has the ordinary price. */
  @ParameterizedTest
  @ValueSource(strings = {"standard", "Default", "auto", "on_demand", "standard_only", " "})
  void theOrdinaryTierHasManyNames(String name) {
    assertThat(PriceRow.serviceTier(name)).isEqualTo(PriceRow.STANDARD);
    assertThat(PriceRow.serviceTier("priority")).isEqualTo("priority");
  }

  @Test
  void saysWhichRowItIs() {
    PriceRow row = priced().from(DAY).serviceTier("Batches").build();

    assertThat(row.pricedBy("openai/gpt-5")).hasToString("openai/gpt-5 in list of 2026-08-21");
    assertThat(row.pricedBy("openai/gpt-5").serviceTier()).isEqualTo("batch");
    assertThat(row.pricedBy("openai/gpt-5").from()).isEqualTo(DAY);
    assertThat(row).hasToString("PriceRow[INPUT=3, OUTPUT=15 USD per million]");
  }
}
