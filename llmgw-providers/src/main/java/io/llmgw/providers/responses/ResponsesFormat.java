package io.llmgw.providers.responses;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.counting.CountBody;
import io.llmgw.providers.counting.CountField;
import io.llmgw.providers.counting.TokenCountFormat;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.operation.OperationFormats;
import io.llmgw.providers.responses.answer.ResponsesFrameDecoder;
import io.llmgw.providers.responses.answer.ResponsesWholeDecoder;
import io.llmgw.providers.responses.request.ResponsesEncoder;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Responses (platform.openai.com/docs/api-reference/responses) as one host speaks it, and the
 * Embeddings beside it where it has them. Stateless.
 */
public final class ResponsesFormat implements WireFormat {
  private static final String PATH = "responses";
  private static final String COUNT_PATH = PATH + "/input_tokens";

  /** platform.openai.com/docs/api-reference/responses/input-tokens: what it does not have. */
  private static final CountBody COUNT_BODY =
      CountBody.without(
          Set.of(
              "store",
              "include",
              "max_output_tokens",
              "temperature",
              "top_p",
              "user",
              "safety_identifier",
              "metadata",
              "service_tier",
              "prompt_cache_key"));

  private static final CountField COUNT = CountField.number("input_tokens");

  private final Dialect dialect;

  /** The format of this host. */
  public ResponsesFormat(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    if (request instanceof TokenCountRequest count) {
      return new TokenCountFormat(
          this, count, call -> COUNT_PATH, WireCall::model, COUNT_BODY, COUNT);
    }
    return OperationFormats.of(dialect, request, this);
  }

  @Override
  public EmbeddingLimits embeddingLimits() {
    return dialect.embeddings().limits();
  }

  @Override
  public MediaLimits mediaLimits() {
    return dialect.mediaLimits();
  }

  @Override
  public WireRequest encode(WireCall call) {
    ChatRequest chat = call.chat();
    return new WireRequest(
        PATH, Map.of(), ResponsesEncoder.encode(call, chat, dialect), Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new ResponsesWholeDecoder(head, events).decode(body, length);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new ResponsesFrameDecoder(head, events);
  }
}
