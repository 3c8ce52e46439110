package io.llmgw.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

class LeakRuleTest {
  private static final ExtensionContext UNUSED = null;

  private final LeakRule rule = new LeakRule(Duration.ofMillis(300));

  @Test
  void passesATestThatCleansUp() {
    rule.beforeEach(UNUSED);
    ScriptedProvider fake = rule.of(ScriptedProvider.named("fake").always("a"));
    fake.open(LoneCall.of(ChatRequest.of("?"))).close();

    rule.afterEach(UNUSED);
  }

  @Test
  void failsATestThatLeavesAStreamOpen() {
    rule.beforeEach(UNUSED);
    ScriptedProvider fake = rule.of(ScriptedProvider.named("fake").always("a"));
    try (EventStream open = fake.open(LoneCall.of(ChatRequest.of("?")))) {
      assertThat(open.next()).isNotNull();

      assertThatThrownBy(() -> rule.afterEach(UNUSED))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("1 open streams of provider fake");
    }
  }

  @Test
  void watchesEachTestAnew() {
    rule.beforeEach(UNUSED);
    rule.watching().note("left by the first test");
    assertThatThrownBy(() -> rule.afterEach(UNUSED)).hasMessageContaining("left by the first test");

    rule.beforeEach(UNUSED);
    rule.afterEach(UNUSED);
  }

  @Test
  void hasNothingToWatchOutsideATest() {
    assertThatThrownBy(rule::watching)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no test is running");
  }
}
