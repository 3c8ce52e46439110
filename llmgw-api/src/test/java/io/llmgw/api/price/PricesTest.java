package io.llmgw.api.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.request.Operation;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 8, 21);
  private static final Usage MILLION = Usage.reported(1_000_000, 0);

  private static PriceRow.Builder input(String price) {
    return PriceRow.builder("list", DAY).input(price).output("9");
  }

  @Test
  void theRowThatBeganLastCounts() {
    Prices prices =
        Prices.of(
            input("3").from(LocalDate.of(2026, 9, 1)).build(),
            input("2").build(),
            input("4").from(LocalDate.of(2027, 1, 1)).build());

    assertThat(prices.cost(MILLION, Instant.parse("2026-08-31T23:59:59.999Z")))
        .hasToString("~2 USD");
    assertThat(prices.cost(MILLION, Instant.parse("2026-09-01T00:00:00Z"))).hasToString("~3 USD");
    assertThat(prices.cost(MILLION, Instant.parse("2030-01-01T00:00:00Z"))).hasToString("~4 USD");
  }

  @Test
  void whatHasNotBegunIsUnknown() {
    Prices prices = Prices.of(input("3").from(LocalDate.of(2026, 9, 1)).build());

    assertThat(prices.at(Instant.parse("2026-08-31T00:00:00Z"))).isNull();
    assertThat(prices.cost(MILLION, Instant.parse("2026-08-31T00:00:00Z"))).isEqualTo(Cost.UNKNOWN);
    assertThat(Prices.UNKNOWN.cost(MILLION, Instant.EPOCH)).isEqualTo(Cost.UNKNOWN);
  }

  @Test
  void hoursOfADayOutrankTheWholeDay() {
    PriceRow day =
        input("4").hours(new DailyHours(LocalTime.of(0, 30), LocalTime.of(16, 30))).build();
    Prices either = Prices.of(day, input("2").build());
    Prices other = Prices.of(input("2").build(), day);

    for (Prices prices : new Prices[] {either, other}) {
      assertThat(prices.cost(MILLION, Instant.parse("2026-01-01T00:29:59Z"))).hasToString("~2 USD");
      assertThat(prices.cost(MILLION, Instant.parse("2026-01-01T00:30:00Z"))).hasToString("~4 USD");
      assertThat(prices.cost(MILLION, Instant.parse("2026-01-01T16:29:59Z"))).hasToString("~4 USD");
      assertThat(prices.cost(MILLION, Instant.parse("2026-01-01T16:30:00Z"))).hasToString("~2 USD");
    }
  }

  @Test
  void hoursMayCrossMidnight() {
    PriceRow night =
        input("1").hours(new DailyHours(LocalTime.of(16, 30), LocalTime.of(0, 30))).build();
    Prices prices = Prices.of(input("2").build(), night);

    assertThat(prices.cost(MILLION, Instant.parse("2026-01-01T23:00:00Z"))).hasToString("~1 USD");
    assertThat(prices.cost(MILLION, Instant.parse("2026-01-01T00:10:00Z"))).hasToString("~1 USD");
    assertThat(prices.cost(MILLION, Instant.parse("2026-01-01T00:30:00Z"))).hasToString("~2 USD");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DailyHours(LocalTime.NOON, LocalTime.NOON));
  }

  @Test
  void noServiceTierIsChargedByTheRowOfAnother() {
    Prices prices = Prices.of(input("2").build(), input("1").serviceTier("batch").build());

    assertThat(prices.at(Instant.EPOCH, "batches")).isEqualTo(prices.rows().get(1));
    assertThat(prices.at(Instant.EPOCH, "default")).isEqualTo(prices.rows().get(0));
    assertThat(prices.at(Instant.EPOCH, "Auto")).isEqualTo(prices.rows().get(0));
    assertThat(prices.at(Instant.EPOCH, "priority")).isNull();
    assertThat(Prices.of(PriceRow.free("ours", DAY)).at(Instant.EPOCH, "priority")).isNotNull();
  }

  @Test
  void aPriceMeantPerTokenIsNotBelieved() {
    Prices perToken = Prices.of(PriceRow.builder("typed", DAY).input("0.00000025").build());
    Prices perMillionAsPerToken = Prices.of(input("250000").build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceBounds.STANDARD.check("a/b", perToken, Prices.UNKNOWN))
        .withMessage(
            "a/b: the price of INPUT is 0.00000025 USD per million tokens, less than 0.0005: is it"
                + " meant per token, or per thousand? If it is right, give PriceBounds that allow"
                + " it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceBounds.STANDARD.check("a/b", perMillionAsPerToken, Prices.UNKNOWN))
        .withMessageContaining("250000 USD per million tokens, more than 2000");
    PriceBounds.NONE.check("a/b", perToken, Prices.UNKNOWN);
    PriceBounds.between("0", "300000").check("a/b", perMillionAsPerToken, Prices.UNKNOWN);
  }

  @Test
  void aStepIsMeasuredToo() {
    Prices prices =
        Prices.of(
            PriceRow.builder("typed", DAY)
                .rate(PriceKind.INPUT, Rate.of("2").above(200_000, "0.000004"))
                .build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceBounds.STANDARD.check("a/b", prices, Prices.UNKNOWN))
        .withMessageContaining("0.000004 USD per million");
  }

  @Test
  void aPriceMeantPerThousandIsNotBelievedWhereOneIsKnown() {
    Prices known = Prices.of(input("3").build());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PriceBounds.STANDARD.check("a/b", Prices.of(input("0.003").build()), known))
        .withMessageContaining("less than a hundredth of the known 3:");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceBounds.STANDARD.check("a/b", Prices.of(input("301").build()), known))
        .withMessageContaining("more than a hundred times the known 3:");
    PriceBounds.STANDARD.check("a/b", Prices.of(input("0.03").build()), known);
    PriceBounds.STANDARD.check("a/b", Prices.of(input("300").build()), known);
    PriceBounds.STANDARD.check("a/b", Prices.of(input("301").currency("JPY").build()), known);
    PriceBounds.STANDARD.check("a/b", Prices.of(PriceRow.free("ours", DAY)), known);
  }

  @Test
  void anUnknownPriceIsAllowedDeniedOrAssumed() {
    PriceRow assumed = input("5").build();

    assertThat(UnknownPrice.ALLOW.assumed()).isNull();
    assertThat(UnknownPrice.DENY.assumed()).isNull();
    assertThat(UnknownPrice.assume(assumed).assumed()).isEqualTo(assumed);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnknownPrice.assume(input("5").serviceTier("batch").build()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnknownPrice.assume(input("0.00005").build()));
  }

  @Test
  void aPriceOfARequestIsBelievedWhereThatOfAThousandIs() {
    PriceRow.Builder meantForAThousand = input("1").perRequest(new BigDecimal("5"));
    PriceRow.Builder meantForAToken = input("1").perRequest(new BigDecimal("1e-8"));
    Prices known = Prices.of(input("1").perRequest(new BigDecimal("0.005")).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(meantForAThousand, Prices.UNKNOWN))
        .withMessage(
            "a/b: the price of a request is 5 USD, for a thousand of them more than 2000: is it"
                + " meant for a thousand requests? If it is right, give PriceBounds that allow it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(meantForAToken, Prices.UNKNOWN))
        .withMessageContaining("for a thousand of them less than 0.0005");
    check(input("1").perRequest(new BigDecimal("0.014")), Prices.UNKNOWN);
    check(input("1").perRequest(new BigDecimal("0.5")), known);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(input("1").perRequest(new BigDecimal("0.51")), known))
        .withMessageContaining("more than a hundred times the known 0.005");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(input("1").perRequest(new BigDecimal("0.000049")), known))
        .withMessageContaining("less than a hundredth of the known 0.005");
    PriceBounds.between("0.0005", "5000")
        .check("a/b", Prices.of(meantForAThousand.build()), Prices.UNKNOWN);
  }

  private static void check(PriceRow.Builder row, Prices known) {
    PriceBounds.STANDARD.check("a/b", Prices.of(row.build()), known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9000", "1e-9000", "1e16", "1e2147483647", "1e-2147483647"})
  void anAmountBeyondAllReasonIsRefusedInFewWords(String amount) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.of(amount))
        .withMessageStartingWith("an amount has at most 15 digits before the point")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> input("1").perRequest(new BigDecimal(amount)))
        .withMessageStartingWith("an amount has at most 15 digits before the point");
  }

  @Test
  void aRowCoversAnOperationIfAllThatItUsesHasAPrice() {
    PriceRow readsAlone = PriceRow.builder("list", DAY).input("1").build();
    PriceRow writesAlone = PriceRow.builder("list", DAY).output("1").build();
    PriceRow both = PriceRow.builder("list", DAY).input("1").output("0").build();

    assertThat(readsAlone.covers(Operation.EMBEDDINGS)).isTrue();
    assertThat(readsAlone.covers(Operation.CHAT)).isFalse();
    assertThat(writesAlone.covers(Operation.EMBEDDINGS)).isFalse();
    assertThat(writesAlone.covers(Operation.CHAT)).isFalse();
    assertThat(both.covers(Operation.CHAT)).isTrue();
    assertThat(PriceRow.free("ours", DAY).covers(Operation.CHAT)).isTrue();
  }
}
