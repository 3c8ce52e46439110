package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Route;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that cannot do what a request asks for says so, and another one is asked. */
@ExtendWith(LeakRule.class)
class UnsupportedOverHttpTest {
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            SimulatedProvider.ollama(), "{'error':'registry.ollama.ai/g does not support tools'}"),
        Arguments.of(
            SimulatedProvider.openAi(),
            "{'error':{'message':'x','type':'invalid_request_error','param':'temperature',"
                + "'code':'unsupported_value'}}"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theRouteGoesOn(SimulatedProvider.Builder protocol, String body) {
    Reply refusal = Reply.raw(400, "application/json", body.replace('\'', '"'));
    try (SimulatedProvider first = protocol.answer(refusal).always("Blue.").start();
        SimulatedProvider second =
            SimulatedProvider.anthropic().named("another").always("From another.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(first.provider())
                .provider(second.provider())
                .alias("any", Route.ordered(first.target(), second.target()))
                .defaultModel("any")
                .build()) {
      ChatRequest question = ChatRequest.of("Why is the sky blue?");

      assertThat(llm.chat(question).text()).isEqualTo("From another.");
      assertThat(first.requests()).hasSize(1);
      assertThat(llm.chat(question).text()).isEqualTo("Blue.");
    }
  }
}
