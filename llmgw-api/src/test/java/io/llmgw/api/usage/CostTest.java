package io.llmgw.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Cost THREE = Cost.reported(new BigDecimal("3.00"), "USD");

  @Test
  void comparesAmountsWithoutTrailingZeros() {
    assertThat(THREE).isEqualTo(Cost.reported(new BigDecimal("3"), "USD"));
    assertThat(Cost.reported(new BigDecimal("3E+2"), "USD")).hasToString("300 USD");
  }

  @Test
  void aSumWithAnUnknownCostIsALowerBound() {
    Cost sum = THREE.plus(Cost.UNKNOWN);

    assertThat(sum.isKnown()).isFalse();
    assertThat(sum).isEqualTo(new Cost(new BigDecimal("3"), "USD", Provenance.UNKNOWN));
    assertThat(sum).hasToString(">=3 USD");
  }

  @Test
  void zeroIsNeutralWhateverTheCurrency() {
    assertThat(Cost.ZERO.plus(THREE)).isEqualTo(THREE);
    assertThat(THREE.plus(Cost.ZERO)).isEqualTo(THREE);
    assertThat(Cost.ZERO.plus(Cost.UNKNOWN).isKnown()).isFalse();
  }

  @Test
  void anEstimateMakesTheSumAnEstimate() {
    assertThat(THREE.plus(Cost.estimated(new BigDecimal("0.5"), "USD"))).hasToString("~3.5 USD");
  }

  @Test
  void refusesToAddDifferentCurrencies() {
    Cost euro = Cost.reported(BigDecimal.ONE, "EUR");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.plus(euro))
        .withMessage("cannot add EUR to USD");
  }

  @Test
  void refusesWhatIsNoCost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cost.reported(new BigDecimal("-1"), "USD"));
    assertThatIllegalArgumentException().isThrownBy(() -> Cost.reported(BigDecimal.ONE, "usd"));
    assertThatIllegalArgumentException().isThrownBy(() -> Cost.reported(BigDecimal.ONE, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cost(null, "USD", Provenance.ESTIMATED));
  }

  @Test
  void refusesAnAmountThatNobodyCouldWriteOut() {
    for (String amount : List.of("1E+100", "1E+100000000", "12E+2147483646")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Cost.reported(new BigDecimal(amount), "USD"))
          .withMessageContaining("at most 100 digits before the point");
    }
    BigDecimal endless = new BigDecimal(BigInteger.ONE.shiftLeft(100_000), 100);
    assertThatIllegalArgumentException().isThrownBy(() -> Cost.reported(endless, "USD"));
    assertThat(Cost.reported(new BigDecimal("1E+99"), "USD").toString()).hasSize(104);
  }

  @Test
  void roundsWhatIsTooLittleToBeWrittenOut() {
    Cost least = Cost.reported(new BigDecimal("1E-100"), "USD");

    assertThat(Cost.reported(new BigDecimal("1.4E-100"), "USD")).isEqualTo(least);
    assertThat(Cost.reported(new BigDecimal("4E-101"), "USD").amount()).isZero();
    assertThat(Cost.reported(new BigDecimal("1E-2147483647"), "USD").amount()).isZero();
    assertThat(Cost.reported(new BigDecimal("0E+2147483647"), "USD").amount()).isZero();
  }
}
