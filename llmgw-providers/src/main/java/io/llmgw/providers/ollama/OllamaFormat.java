package io.llmgw.providers.ollama;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.ollama.answer.OllamaFrameDecoder;
import io.llmgw.providers.ollama.answer.OllamaWholeDecoder;
import io.llmgw.providers.ollama.request.OllamaEncoder;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.ToolNameForm;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /api/chat} (docs.ollama.com/api/chat). Stateless. */
final class OllamaFormat implements WireFormat {
  private static final String PATH = "api/chat";

  private final @Nullable Integer contextTokens;

  /** The format, with the context window that is asked for; null for the server's own. */
  OllamaFormat(@Nullable Integer contextTokens) {
    this.contextTokens = contextTokens;
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    return request instanceof EmbeddingRequest embedding
        ? new OllamaEmbeddingFormat(embedding, contextTokens)
        : this;
  }

  @Override
  public ToolNameForm toolNames() {
    return ToolNameForm.ANY;
  }

  @Override
  public WireRequest encode(WireCall call) {
    ChatRequest chat = call.chat();
    return new WireRequest(
        PATH, Map.of(), OllamaEncoder.encode(call, chat, contextTokens), Framing.JSON_LINES);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new OllamaWholeDecoder(head, events).decode(body, length);
  }

  @Override
  public LlmException refused(LlmException refusal, ErrorBody body) {
    return MissingModel.mayBePulled(refusal);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new OllamaFrameDecoder(head, events);
  }
}
