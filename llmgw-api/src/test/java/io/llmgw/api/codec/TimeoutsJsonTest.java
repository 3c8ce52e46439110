package io.llmgw.api.codec;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import org.junit.jupiter.api.Test;

/** Clocks travel with a stored request. */
class TimeoutsJsonTest {
  @Test
  void everyClockComesBack() {
    Timeouts all =
        Timeouts.connect(ofSeconds(1))
            .write(ofSeconds(2))
            .firstToken(ofSeconds(3))
            .idle(ofSeconds(4))
            .leastProgress(50, ofSeconds(5))
            .attempt(ofSeconds(6))
            .total(ofSeconds(7));

    LlmRequest<?> read = LlmJson.readRequest(LlmJson.write(ChatRequest.of("q").with(all)));

    assertThat(read.option(Timeouts.class)).isEqualTo(all);
  }
}
