package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.RawVectors;
import io.llmgw.providers.replay.RecordedError;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.wire.WireFormat;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded embedding of every host, against an independent reading of the same bytes. */
class EmbeddingsReplayTest {
  @TestFactory
  Stream<DynamicNode> readsWhatHostsSent() {
    return Recordings.tests(
        recordings ->
            recordings.of("embeddings").stream()
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> replay(each))));
  }

  private static void replay(Exchange exchange) {
    byte[] body = exchange.body();
    if (exchange.status() >= 400) {
      RecordedError.ofOpenAi(exchange).compare(Decoding.READING);
      return;
    }
    RawVectors raw = RawVectors.of(body);
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .inputs(Collections.nCopies(raw.vectors().size(), "anything"))
            .build();

    EmbeddingResponse read = decode(exchange, request);

    assertThat(read.size()).isEqualTo(raw.vectors().size());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.vector(i)).isEqualTo(raw.vectors().get(i));
    }
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(raw.inputTokens());
    assertThat(read.head().model()).isEqualTo(raw.model());
  }

  private static EmbeddingResponse decode(Exchange exchange, EmbeddingRequest request) {
    Dialect dialect = RecordedHosts.dialects().get(exchange.provider());
    WireFormat format = new OpenAiChatFormat(dialect).forRequest(request);
    FormatReading reading = new FormatReading(format, exchange.provider(), "m");
    return Assembled.answer(request, reading.events(exchange));
  }
}
