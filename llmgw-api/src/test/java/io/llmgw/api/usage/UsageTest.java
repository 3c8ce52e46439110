package io.llmgw.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void tellsZeroFromUnknown() {
    Usage usage = Usage.builder().reported(TokenKind.CACHED_INPUT, 0).build();

    assertThat(usage.isKnown(TokenKind.CACHED_INPUT)).isTrue();
    assertThat(usage.count(TokenKind.CACHED_INPUT))
        .isEqualTo(new TokenCount(0, Provenance.REPORTED));
    assertThat(usage.isKnown(TokenKind.INPUT)).isFalse();
    assertThat(usage.inputTokens()).isEqualTo(TokenCount.UNKNOWN);
  }

  @Test
  void keepsEachKindApart() {
    Usage.Builder builder = Usage.builder();
    for (TokenKind kind : TokenKind.values()) {
      long tokens = 10L + kind.ordinal();
      if (kind.ordinal() % 2 == 0) {
        builder.reported(kind, tokens);
      } else {
        builder.estimated(kind, tokens);
      }
    }

    Usage usage = builder.build();

    for (TokenKind kind : TokenKind.values()) {
      Provenance provenance = kind.ordinal() % 2 == 0 ? Provenance.REPORTED : Provenance.ESTIMATED;
      assertThat(usage.count(kind)).isEqualTo(new TokenCount(10L + kind.ordinal(), provenance));
    }
  }

  @Test
  void addsUpKnownKinds() {
    Usage sum = Usage.reported(10, 20).plus(Usage.reported(1, 2));

    assertThat(sum).isEqualTo(Usage.reported(11, 22)).hasSameHashCodeAs(Usage.reported(11, 22));
    assertThat(sum.total()).isEqualTo(new TokenCount(33, Provenance.REPORTED));
  }

  @Test
  void aSumWithSomethingUnknownIsALowerBound() {
    Usage sum = Usage.reported(10, 20).plus(Usage.UNKNOWN);

    assertThat(sum.inputTokens()).isEqualTo(new TokenCount(10, Provenance.UNKNOWN));
    assertThat(sum.isKnown(TokenKind.INPUT)).isFalse();
    assertThat(sum.isUnknown()).isFalse();
    assertThat(sum.plus(Usage.reported(5, 5)).inputTokens())
        .isEqualTo(new TokenCount(15, Provenance.UNKNOWN));
  }

  @Test
  void aSumWithAnEstimateIsAnEstimate() {
    Usage estimate = Usage.builder().estimated(TokenKind.INPUT, 5).build();

    assertThat(Usage.reported(10, 20).plus(estimate).inputTokens())
        .isEqualTo(new TokenCount(15, Provenance.ESTIMATED));
  }

  @Test
  void zeroIsNeutral() {
    Usage usage = Usage.reported(10, 20);

    assertThat(Usage.ZERO.plus(usage)).isEqualTo(usage);
    assertThat(usage.plus(Usage.ZERO)).isEqualTo(usage);
    assertThat(Usage.ZERO.plus(Usage.UNKNOWN)).isEqualTo(Usage.UNKNOWN);
    assertThat(Usage.ZERO.total()).isEqualTo(new TokenCount(0, Provenance.REPORTED));
  }

  @Test
  void fillsGapsFromAFallback() {
    Usage reported = Usage.builder().reported(TokenKind.OUTPUT, 7).build();
    Usage estimate =
        Usage.builder().estimated(TokenKind.INPUT, 5).estimated(TokenKind.OUTPUT, 9).build();

    assertThat(reported.or(estimate))
        .isEqualTo(
            Usage.builder().estimated(TokenKind.INPUT, 5).reported(TokenKind.OUTPUT, 7).build());
  }

  @Test
  void refusesASecondCountOfAKind() {
    Usage.Builder builder = Usage.builder().reported(TokenKind.INPUT, 0);

    assertThatIllegalStateException().isThrownBy(() -> builder.estimated(TokenKind.INPUT, 1));
  }

  @Test
  void refusesANegativeCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Usage.builder().reported(TokenKind.INPUT, -1))
        .withMessage("INPUT must be at least 0, not -1");
  }

  @Test
  void showsWhereNumbersComeFrom() {
    Usage usage =
        Usage.builder()
            .reported(TokenKind.INPUT, 12)
            .estimated(TokenKind.OUTPUT, 40)
            .atLeast(TokenKind.REASONING, 3)
            .build();

    assertThat(usage).hasToString("Usage[input=12, output=~40, reasoning=>=3]");
  }

  @Test
  void saysWhetherAnyCountOrBoundIsBeyondALimit() {
    Usage usage =
        Usage.builder().reported(TokenKind.INPUT, 10).atLeast(TokenKind.OUTPUT, 12).build();

    assertThat(usage.isAtMost(12)).isTrue();
    assertThat(usage.isAtMost(11)).isFalse();
    assertThat(Usage.UNKNOWN.isAtMost(0)).isTrue();
  }
}
