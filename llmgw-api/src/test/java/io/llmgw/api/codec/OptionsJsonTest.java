package io.llmgw.api.codec;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.ToolFailures;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are data travel with a stored request. */
class OptionsJsonTest {
  static List<RequestOption> options() {
    return List.of(
        Leniency.DROP,
        Leniency.STRICT,
        Retries.none(),
        Retries.upTo(10),
        RunLimits.DEFAULT,
        RunLimits.DEFAULT
            .rounds(4)
            .total(ofSeconds(30))
            .cost(new BigDecimal("0.50"), "USD")
            .parallelTools(1)
            .resultChars(500)
            .toolFailures(ToolFailures.END_RUN),
        Timeouts.connect(ofSeconds(1))
            .write(ofSeconds(2))
            .firstToken(ofSeconds(3))
            .idle(ofSeconds(4))
            .leastProgress(50, ofSeconds(5))
            .attempt(ofSeconds(6))
            .total(ofSeconds(7)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void anOptionComesBack(RequestOption option) {
    ChatRequest request = ChatRequest.of("q").with(option);

    Json stored = LlmJson.write(request);

    LlmRequest<?> read = LlmJson.readRequest(stored);
    assertThat(read.option(option.key())).isEqualTo(option);
    assertThat(read).isEqualTo(request);
    assertThat(stored.text()).doesNotContain("notStored");
  }

  @Test
  void allOfThemTogether() {
    ChatRequest request = ChatRequest.of("q");
    for (RequestOption option : options()) {
      request = request.with(option);
    }

    assertThat(LlmJson.readRequest(LlmJson.write(request))).isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tries\":0",
        "\"tries\":11",
        "\"tries\":\"3\"",
        "\"runLimits\":{}",
        "\"runLimits\":{\"rounds\":0,\"parallelTools\":8,\"resultChars\":1,\"toolFailures\":\"end_run\"}",
        "\"runLimits\":{\"rounds\":1,\"parallelTools\":8,\"resultChars\":1,\"toolFailures\":\"x\"}",
        "\"runLimits\":{\"rounds\":1,\"parallelTools\":8,\"resultChars\":1,\"toolFailures\":\"end_run\",\"x\":1}",
      })
  void whatItDidNotWriteIsRefused(String field) {
    String text = "{\"llmgw\":1,\"messages\":[]," + field + "}";

    assertThatThrownBy(() -> LlmJson.readRequest(Json.ofText(text)))
        .isInstanceOf(LlmJsonException.class);
  }
}
