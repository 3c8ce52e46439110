package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What records calls is for one client at a time. */
class OneClientTest {
  static List<Feature> features() {
    return List.of(Metrics.to(new SimpleMeterRegistry()), CallLog.create());
  }

  private static LlmClientBuilder builder(Feature feature) {
    return LlmClient.builder().provider(ScriptedProvider.named("fake")).use(feature);
  }

  @ParameterizedTest
  @MethodSource("features")
  void aBuildThatRefusesItsSettingsDoesNotUseItUp(Feature feature) {
    LlmClientBuilder refused = builder(feature).defaultModel("nowhere/m");
    assertThatThrownBy(refused::build).isInstanceOf(IllegalArgumentException.class);

    LlmClientBuilder corrected = builder(feature).defaultModel("fake/m");

    assertThatCode(() -> corrected.build().close()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("features")
  void aSecondClientIsRefusedBesideTheFirst(Feature feature) {
    try (LlmClient first = builder(feature).build()) {
      LlmClientBuilder second = builder(feature);

      assertThatThrownBy(second::build)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("one for each");
    }
  }
}
