package io.llmgw.api.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** What is declared of a target. */
class TargetTest {
  private final Target plain = Target.of("openai/gpt-5");

  @Test
  void declaresNothingByItself() {
    assertThat(plain.quality()).isEqualTo(Quality.UNDECLARED).hasToString("undeclared");
    assertThat(plain.regions()).isEmpty();
    assertThat(plain.limits()).isNull();
    assertThat(plain).hasToString("openai/gpt-5");
  }

  @Test
  void hasAQualityForEachTask() {
    Target target = plain.quality(2).quality("code", 4);

    assertThat(target.quality().tier("code")).isEqualTo(4);
    assertThat(target.quality().tier("summary")).isEqualTo(2);
    assertThat(target.quality().tier(null)).isEqualTo(2);
    assertThat(target.quality().best()).isEqualTo(4);
    assertThat(target.quality()).hasToString("2, code 4");
  }

  @Test
  void aQualityForOneTaskSaysNothingOfOthers() {
    Quality quality = plain.quality("code", 4).quality();

    assertThat(quality.tier("summary")).isZero();
    assertThat(quality).hasToString("code 4");
  }

  @Test
  void readsRegionsWithoutMindingCase() {
    assertThat(plain.regions("EU", "eu", " de ").regions()).containsExactly("de", "eu");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain.regions(" "))
        .withMessage("region of openai/gpt-5 is blank");
  }

  @Test
  void declaresLimitsPerKeyOrTarget() {
    TargetLimits limits = TargetLimits.perKey().concurrency(8).requestsPerMinute(500);

    assertThat(plain.limits(limits).limits())
        .isEqualTo(limits)
        .hasToString("concurrency 8, 500 requests/min per key");
    assertThat(TargetLimits.perTarget()).hasToString("no limits");
    assertThat(TargetLimits.perTarget().tokensPerMinute(9)).hasToString("9 tokens/min per target");
  }

  @Test
  void refusesLimitsBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetLimits.perKey().concurrency(0))
        .withMessage("concurrency must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetLimits.perKey().requestsPerMinute(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> TargetLimits.perKey().tokensPerMinute(0));
  }
}
