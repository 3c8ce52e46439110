package io.llmgw.api.codec;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.condition.Task;
import io.llmgw.api.json.Json;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.ToolFailures;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are data travel with a stored request. */
class OptionsJsonTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  static List<RequestOption> options() {
    return List.of(
        Leniency.DROP,
        Leniency.STRICT,
        Retries.none(),
        Retries.upTo(10),
        Task.of("summary"),
        Requirements.region("eu")
            .maxTimeToFirstToken(ofSeconds(1))
            .minTokensPerSecond(12.5)
            .maxCost(new BigDecimal("0.010"), "USD"),
        RunLimits.DEFAULT,
        RunLimits.DEFAULT
            .rounds(4)
            .calls(7)
            .total(ofSeconds(30))
            .cost(new BigDecimal("0.50"), "USD")
            .parallelTools(1)
            .resultChars(500)
            .toolFailures(ToolFailures.END_RUN),
        UnknownPrice.ALLOW,
        UnknownPrice.DENY,
        UnknownPrice.assume(PriceRow.free("our machines", DAY)),
        UnknownPrice.assume(
            PriceRow.builder(new TableSource("contract", DAY, "https://example.com/prices"))
                .currency("EUR")
                .perRequest(new BigDecimal("0.01"))
                .rate(PriceKind.INPUT, Rate.of("0.25").above(200_000, "0.5").above(500_000, "1"))
                .rate(PriceKind.CACHE_WRITE_LONG, "0.5")
                .output("2")
                .build()),
        UsageDrain.OFF,
        UsageDrain.within(ofSeconds(10), 20_000),
        Hedging.OFF,
        Hedging.after(ofSeconds(2)),
        Hedging.atPercentile(0.9).atLeast(ofSeconds(1)).share(0.2).orSameTarget(),
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
        "\"task\":\" \"",
        "\"requirements\":{\"region\":\"\"}",
        "\"requirements\":{\"minTokensPerSecond\":0}",
        "\"requirements\":{\"maxCost\":{\"currency\":\"USD\"}}",
        "\"requirements\":{\"maxCost\":{\"amount\":0,\"currency\":\"USD\"}}",
        "\"tries\":11",
        "\"tries\":\"3\"",
        "\"runLimits\":{}",
        "\"runLimits\":{\"rounds\":0,\"calls\":1,\"parallelTools\":8,\"resultChars\":1,\"toolFailures\":\"end_run\"}",
        "\"runLimits\":{\"rounds\":1,\"calls\":0,\"parallelTools\":8,\"resultChars\":1,\"toolFailures\":\"end_run\"}",
        "\"runLimits\":{\"rounds\":1,\"calls\":1,\"parallelTools\":8,\"resultChars\":1,\"toolFailures\":\"x\"}",
        "\"runLimits\":{\"rounds\":1,\"calls\":1,\"parallelTools\":8,\"resultChars\":1,\"toolFailures\":\"end_run\",\"x\":1}",
        "\"unknownPrice\":\"deny\"",
        "\"unknownPrice\":{}",
        "\"unknownPrice\":{\"policy\":\"guess\"}",
        "\"unknownPrice\":{\"policy\":\"deny\",\"row\":{}}",
        "\"unknownPrice\":{\"policy\":\"assume\"}",
        "\"unknownPrice\":{\"policy\":\"assume\",\"row\":{\"table\":\"t\",\"asOf\":\"2026-11-01\"}}",
        "\"unknownPrice\":{\"policy\":\"assume\",\"row\":{\"table\":\"t\",\"asOf\":\"today\",\"free\":true}}",
        "\"unknownPrice\":{\"policy\":\"assume\",\"row\":{\"table\":\"t\",\"asOf\":\"2026-11-01\",\"perMillion\":{\"input\":{\"base\":1},\"words\":{\"base\":1}}}}",
        "\"unknownPrice\":{\"policy\":\"assume\",\"row\":{\"table\":\"t\",\"asOf\":\"2026-11-01\",\"perMillion\":{\"input\":{\"base\":0.0000001}}}}",
        "\"usageDrain\":{\"time\":\"PT1S\"}",
        "\"hedging\":{\"percentile\":0.95}",
        "\"hedging\":{\"delay\":\"PT2H\",\"share\":0.05}",
        "\"hedging\":{\"delay\":\"PT1S\",\"share\":1.5}",
        "\"hedging\":{\"percentile\":95,\"delay\":\"PT1S\",\"share\":0.05}",
        "\"usageDrain\":{\"time\":\"PT1S\",\"characters\":0}",
        "\"usageDrain\":{\"time\":\"PT2H\",\"characters\":5}",
      })
  void whatItDidNotWriteIsRefused(String field) {
    ChatRequest plain = ChatRequest.of("q");
    String stored = LlmJson.write(plain).text();
    String text = stored.substring(0, stored.length() - 2) + "," + field + "}}";
    assertThat(LlmJson.readRequest(Json.ofText(stored))).isEqualTo(plain);

    assertThatThrownBy(() -> LlmJson.readRequest(Json.ofText(text)))
        .isInstanceOf(LlmJsonException.class);
  }
}
