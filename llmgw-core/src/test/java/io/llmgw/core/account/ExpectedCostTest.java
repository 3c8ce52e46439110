package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Cost;
import io.llmgw.core.filter.CallRouteFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Costs that are compared as numbers are in the order of the exact ones. */
class ExpectedCostTest {
  private static final ModelRef ONE = ModelRef.parse("a/one");
  private static final ModelRef OTHER = ModelRef.parse("a/other");
  private static final int MOST_OUTPUT = 700;

  private final TokenEstimator estimator = TokenEstimator.create();
  private final RouteFacts facts =
      new CallRouteFacts(
          ChatRequest.builder().user("hello").maxOutputTokens(MOST_OUTPUT).build(),
          Caller.ANONYMOUS,
          null,
          TimeSource.system(),
          estimator,
          null);

  @Test
  void theNumberIsTheAmountThatARowCharges() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      ExpectedCost costs = costs(any(random), row("1", "1"));
      long tokens = random.nextInt(2_000_000);

      BigDecimal amount = costs.of(ONE, tokens, facts).amount();

      assertThat(amount).isNotNull();
      assertThat(dollars(costs, ONE, tokens)).isEqualTo(amount.doubleValue());
    }
  }

  private double dollars(ExpectedCost costs, ModelRef model, long tokens) {
    return costs.dollars(model, tokens, MOST_OUTPUT, facts);
  }

  private static PriceRow.Builder any(Random random) {
    Rate input = Rate.of(new BigDecimal(10 + random.nextInt(999_000)).movePointLeft(4));
    PriceRow.Builder row =
        PriceRow.builder("test", LocalDate.EPOCH)
            .rate(PriceKind.INPUT, random.nextBoolean() ? input : input.above(200_000, "30"))
            .rate(
                PriceKind.OUTPUT,
                Rate.of(new BigDecimal(10_000 + random.nextInt(1_000_000)).movePointLeft(7)));
    return random.nextInt(4) == 0 ? row.perRequest(new BigDecimal("0.003")) : row;
  }

  @Test
  void theLeastDifferenceOfTwoPricesTellsThemApart() {
    ExpectedCost costs = costs(row("0.250000001", "2"), row("0.25", "2"));

    assertThat(dollars(costs, OTHER, 1)).isLessThan(dollars(costs, ONE, 1));
  }

  @Test
  void whatIsNearTheMostIsNotClearlyBelowIt() {
    ExpectedCost costs = costs(row("0.1", "0.3"), row("1", "1"));
    Cost exact = costs.of(ONE, 300, facts);
    BigDecimal amount = exact.amount();
    assertThat(amount).isNotNull();
    Cost hardlyMore = Cost.estimated(amount.add(new BigDecimal("1e-18")), "USD");
    Cost more = Cost.estimated(amount.add(new BigDecimal("0.000001")), "USD");

    assertThat(costs.isClearlyBelow(exact, ONE, 300, facts)).isFalse();
    assertThat(costs.isClearlyBelow(hardlyMore, ONE, 300, facts)).isFalse();
    assertThat(costs.isClearlyBelow(more, ONE, 300, facts)).isTrue();
  }

  @Test
  void ofAnotherCurrencyNothingIsClear() {
    ExpectedCost costs = costs(row("1", "1").currency("EUR"), row("1", "1"));

    assertThat(costs.isClearlyBelow(Cost.estimated(BigDecimal.TEN, "USD"), ONE, 300, facts))
        .isFalse();
    assertThat(dollars(costs, ONE, 300)).isNaN();
  }

  private static PriceRow.Builder row(String input, String output) {
    return PriceRow.builder("test", LocalDate.EPOCH).input(input).output(output);
  }

  private ExpectedCost costs(PriceRow.Builder one, PriceRow.Builder other) {
    ModelCatalog catalog =
        ModelCatalog.empty()
            .withPrice(ONE.toString(), one.build())
            .withPrice(OTHER.toString(), other.build());
    return new ExpectedCost(
        new Accounting(catalog, UnknownPrice.ALLOW, estimator, TimeSource.system()));
  }
}
