package io.llmgw.providers.openai;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.openai.answer.OpenAiChunkDecoder;
import io.llmgw.providers.openai.answer.OpenAiWholeDecoder;
import io.llmgw.providers.openai.request.OpenAiChatEncoder;
import io.llmgw.providers.operation.OperationFormats;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Chat Completions (platform.openai.com/docs/api-reference/chat) as one host speaks them, and its
 * Embeddings where it has them. Stateless.
 */
final class OpenAiChatFormat implements WireFormat {
  private static final String PATH = "chat/completions";

  private final Dialect dialect;

  OpenAiChatFormat(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    if (request instanceof TokenCountRequest count) {
      return HostCounts.of(dialect.counting(), count, this);
    }
    return OperationFormats.of(dialect, request, this);
  }

  @Override
  public Capabilities capabilities(Capabilities all, String model) {
    boolean forced = dialect.forcesToolsWhileThinking() || !dialect.thinksUnasked(model);
    Capabilities ofModel = forced ? all : all.without(Capability.TOOL_CHOICE);
    return dialect.reasoningAsk(model).isPossible()
        ? ofModel
        : ofModel.without(Capability.REASONING);
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
        PATH, headers(), OpenAiChatEncoder.encode(call, chat, dialect), Framing.SSE);
  }

  /** A host may stream what is asked for as a whole. */
  private Map<String, String> headers() {
    return dialect.streamsThoughtsAlone() ? Map.of("Accept", Framing.SSE.accepted()) : Map.of();
  }

  private String origin(AnswerHead head) {
    return dialect.origin(head.provider(), head.model());
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new OpenAiWholeDecoder(head, events, origin(head)).decode(body, length);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new OpenAiChunkDecoder(head, events, origin(head));
  }
}
