package io.llmgw.api.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a target must offer. */
class RequirementsTest {
  @Test
  void saysWhatItRequires() {
    Requirements all =
        Requirements.region("EU")
            .maxTimeToFirstToken(Duration.ofMillis(800))
            .minTokensPerSecond(30)
            .maxCost(new BigDecimal("0.010"), "USD");

    assertThat(all)
        .hasToString("region eu, first token in 800 ms, 30.0 tokens/s, at most 0.01 USD");
    assertThat(Requirements.none()).hasToString("none");
    assertThat(Requirements.none().isNone()).isTrue();
    assertThat(all.isNone()).isFalse();
    assertThat(Requirements.none().in("eu")).isEqualTo(Requirements.region("eu"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesASpeedThatIsNone(double speed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Requirements.none().minTokensPerSecond(speed))
        .withMessageContaining(Double.toString(speed));
  }

  @Test
  void refusesWhatCannotBeMet() {
    Requirements none = Requirements.none();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.maxTimeToFirstToken(Duration.ZERO))
        .withMessage("maxTimeToFirstToken must be positive, not PT0S");
    assertThatIllegalArgumentException().isThrownBy(() -> none.maxCost(BigDecimal.ZERO, "USD"));
    assertThatIllegalArgumentException().isThrownBy(() -> Requirements.region(" "));
  }

  @Test
  void aClientHasEachFilterOnce() {
    TargetFilter filter = TargetFilter.of("house", (target, facts) -> null);
    Routing routing = Routing.DEFAULT.filter(filter);

    assertThat(routing.filters()).containsExactly(filter);
    assertThatIllegalStateException()
        .isThrownBy(() -> routing.filter(TargetFilter.of("house", (target, facts) -> "no")))
        .withMessage("filter 'house' is added twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetFilter.of(" ", (target, facts) -> null));
  }
}
