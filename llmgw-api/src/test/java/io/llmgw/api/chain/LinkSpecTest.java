package io.llmgw.api.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkSpecTest {
  @Test
  void startsWithDefaultsThatHoldNothingBackAndFailClosed() {
    LinkSpec spec = LinkSpec.named("house");

    assertThat(spec)
        .isEqualTo(
            new LinkSpec("house", Slot.APPLICATION, 0, FailurePolicy.CLOSED, Holding.NONE, false));
  }

  @Test
  void aLinkThatHoldsEventsBackCannotFailOpen() {
    LinkSpec holding = LinkSpec.named("guard").holding(Holding.window(32));

    assertThatThrownBy(holding::failingOpen)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'guard'");
  }

  @Test
  void onlyAGuardMayDeclareThatItRewritesText() {
    assertThat(LinkSpec.named("guard").in(Slot.GUARD).rewritingText().rewritesText()).isTrue();
    assertThatThrownBy(() -> LinkSpec.named("cache").in(Slot.CACHE).rewritingText())
        .hasMessageContaining("CACHE");
  }

  @ParameterizedTest
  @EnumSource(names = {"OBSERVE", "PROMPT", "APPLICATION", "ACCESS", "LIMIT", "REDACT"})
  void textMayChangeUpToRedaction(Slot slot) {
    assertThat(slot.isTextFixed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"RECORD", "GUARD", "CACHE", "CALL", "ROUTE", "RETRY", "SPEND", "ATTEMPT"})
  void textIsFixedInsideRedaction(Slot slot) {
    assertThat(slot.isTextFixed()).isTrue();
  }

  @Test
  void aWindowIsAtLeastOneCharacter() {
    assertThatThrownBy(() -> Holding.window(0)).hasMessageContaining("window of 0");
    assertThat(Holding.window(32)).hasToString("window 32");
  }

  @Test
  void aPurposeIsFitForAMetricTag() {
    assertThat(Purpose.of("judge").name()).isEqualTo("judge");
    assertThatThrownBy(() -> Purpose.of("Judge of all")).hasMessageContaining("Judge of all");
  }
}
