package io.llmgw.providers.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.replay.AnswerReplay;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recorded response, whoever sent it. No recording is excepted. */
class ResponsesReplayTest {
  private static final String API = "responses";

  @TestFactory
  Stream<DynamicNode> readsWhatHostsSent() {
    return Recordings.tests(
        recordings ->
            recordings.providersOf(API).stream()
                .map(
                    host ->
                        DynamicContainer.dynamicContainer(
                            host, replay(host).tests(recordings.of(host, API)))));
  }

  private static AnswerReplay replay(String host) {
    FormatReading reading = new FormatReading(Decoding.FORMAT, host, "gpt-test");
    return new AnswerReplay(reading, RawResponse::of, RawResponse::errorCode);
  }

  @Test
  void thereIsMoreThanOneHost() {
    Map<String, Integer> counted = new TreeMap<>();
    List<Exchange> all = Recordings.required().of(API);
    all.forEach(exchange -> counted.merge(exchange.provider(), 1, Integer::sum));

    System.out.println("Recorded responses: " + counted);
    assertThat(counted.keySet()).contains("azure", "deepseek", "openai", "xai");
  }
}
