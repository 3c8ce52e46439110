package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Who may put a link where the engine has its own. */
class SlotsOfTheEngineTest {
  private final AtomicInteger passed = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(names = {"OBSERVE", "ROUTE", "RETRY", "MEASURE", "BREAKER", "PROVIDER"})
  void aLinkOfTheHostIsRefused(Slot slot) {
    assertThatThrownBy(() -> builder().use(link(slot)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("asks for slot " + slot)
        .hasMessageEndingWith("those of a feature in any slot but [OBSERVE, PROVIDER]");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"OBSERVE", "PROVIDER"})
  void thatOfAFeatureStandsInAnyOther(Slot slot) {
    try (LlmClient llm = builder().use(new Bundle(link(slot))).build()) {
      assertThat(llm.prompt("Why?").text()).isEqualTo("blue");
    }
    assertThat(passed).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"OBSERVE", "PROVIDER"})
  void thatOfAFeatureIsRefusedToo(Slot slot) {
    LlmClientBuilder builder = builder().use(new Bundle(link(slot)));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("asks for slot " + slot);
  }

  private static LlmClientBuilder builder() {
    ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");
    return LlmClient.builder().provider(fake).defaultModel(fake.model());
  }

  private Interceptor link(Slot slot) {
    return TestLink.in(
        slot,
        chain -> {
          passed.incrementAndGet();
          return chain.proceed(chain.request());
        });
  }

  private record Bundle(Interceptor link) implements Feature {
    @Override
    public String name() {
      return "bundle";
    }

    @Override
    public List<Interceptor> links(TimeSource time) {
      return List.of(link);
    }
  }
}
