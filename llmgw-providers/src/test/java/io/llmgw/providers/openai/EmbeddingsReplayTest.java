package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.RawVectors;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.ServedFixture;
import io.llmgw.providers.wire.WireFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded embedding of every host, against an independent reading of the same bytes. */
class EmbeddingsReplayTest {
  @TestFactory
  Stream<DynamicTest> readsWhatHostsSent() {
    Recordings recordings = Recordings.find();
    if (recordings == null) {
      return Stream.of(DynamicTest.dynamicTest("skipped", () -> abort("no recordings")));
    }
    List<Exchange> exchanges = recordings.of("embeddings");
    assertThat(exchanges).isNotEmpty();
    return exchanges.stream()
        .map(exchange -> DynamicTest.dynamicTest(exchange.file(), () -> replay(exchange)));
  }

  private static void replay(Exchange exchange) {
    byte[] body = exchange.body();
    AnswerHead head = Decoding.head(exchange.status(), exchange.headers());
    if (exchange.status() >= 400) {
      LlmException error = head.refusal(ErrorBody.of(body, 0, body.length));
      assertThat(error.httpStatus()).isEqualTo(exchange.status());
      assertThat(error.providerCode()).isNotNull();
      assertThat(error.isRetryable()).isFalse();
      return;
    }
    RawVectors raw = RawVectors.of(body);
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .inputs(Collections.nCopies(raw.vectors().size(), "anything"))
            .build();

    EmbeddingResponse read = decode(exchange, request, body, head);

    assertThat(read.size()).isEqualTo(raw.vectors().size());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.vector(i)).isEqualTo(raw.vectors().get(i));
    }
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(raw.inputTokens());
    assertThat(read.head().model()).isEqualTo(raw.model());
  }

  private static EmbeddingResponse decode(
      Exchange exchange, EmbeddingRequest request, byte[] body, AnswerHead head) {
    Dialect dialect = RecordedHosts.dialects().get(exchange.provider());
    WireFormat format = new OpenAiChatFormat(dialect).forRequest(request);
    List<LlmEvent> events = new ArrayList<>();
    format.decodeWhole(body, body.length, head, events::add);
    ResponseAssembler<EmbeddingResponse> assembler = ResponseAssembler.of(request);
    events.forEach(assembler::accept);
    return assembler.response(ServedFixture.NOBODY);
  }
}
