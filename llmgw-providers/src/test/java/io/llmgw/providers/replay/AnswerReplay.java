package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.wire.ByteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Decodes recorded answers, and compares each with an independent walk of the same bytes. Streams
 * arrive whole, byte by byte, and cut at random, and once with each of their frames parsed. No
 * recording is excepted.
 *
 * @param reading the format under test
 * @param walk the walk of a recorded answer of status 2xx
 * @param errorCode the code of a recorded error, by a walk of its body
 */
public record AnswerReplay(
    FormatReading reading, Function<Exchange, RawAnswer> walk, Function<byte[], String> errorCode) {
  private static final int RANDOM_CUTS = 20;

  /** A test of each exchange. */
  public Stream<DynamicTest> tests(List<Exchange> exchanges) {
    assertThat(exchanges).as("recordings").isNotEmpty();
    return exchanges.stream()
        .map(exchange -> DynamicTest.dynamicTest(exchange.file(), () -> replay(exchange)));
  }

  private void replay(Exchange exchange) {
    if (exchange.status() >= 400) {
      replayError(exchange);
      return;
    }
    List<LlmEvent> events = reading.events(exchange);
    walk.apply(exchange).compare(Assembled.chat(events));
    if (exchange.isStreamed()) {
      replayStream(exchange, FormatReading.describe(events));
    }
  }

  private void replayStream(Exchange exchange, String expected) {
    byte[] body = exchange.streamBody();
    new ParsedFrames(reading).compare(body);
    assertThat(described(Cuts.single(body), exchange)).isEqualTo(expected);
    for (int seed = 0; seed < RANDOM_CUTS; seed++) {
      ByteSource cut = Cuts.random(body, 1 + seed * 3, new Random(seed));
      assertThat(described(cut, exchange)).as("seed " + seed).isEqualTo(expected);
    }
  }

  private String described(ByteSource source, Exchange exchange) {
    List<LlmEvent> events = new ArrayList<>();
    reading.stream(source, reading.head(exchange), events::add);
    return FormatReading.describe(events);
  }

  private void replayError(Exchange exchange) {
    byte[] body = exchange.isStreamed() ? exchange.streamBody() : exchange.body();
    RecordedError.of(exchange, body, errorCode.apply(body)).compare(reading);
  }
}
