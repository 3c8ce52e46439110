package io.llmgw.providers.gemini;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.anthropic.answer.AnthropicFrameDecoder;
import io.llmgw.providers.anthropic.answer.AnthropicWholeDecoder;
import io.llmgw.providers.anthropic.request.AnthropicEncoder;
import io.llmgw.providers.anthropic.request.HostedBody;
import io.llmgw.providers.claude.Thinking;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Vertex AI: Google's models, and Claude by {@code rawPredict} and {@code streamRawPredict} (docs
 * "Request predictions with Claude models" at cloud.google.com), which speaks Anthropic's protocol.
 * Stateless.
 */
final class VertexFormat implements WireFormat {
  /**
   * docs "Vision", "Maximum size", and "API overview", "Request size limits", at
   * platform.claude.com: 5 MB an image in Base64, 30 MB a request.
   */
  private static final MediaLimits OF_CLAUDE =
      MediaLimits.UNKNOWN.withImageBytes((5L << 20) / 4 * 3).withRequestBytes(30L << 20);

  private final GeminiFormat gemini;
  private final GeminiHost claude;

  /** The format, with where models of Anthropic are. */
  VertexFormat(GeminiFormat gemini, GeminiHost claude) {
    this.gemini = gemini;
    this.claude = claude;
  }

  /** By its name, or the last part of its path. */
  static boolean isClaude(String model) {
    return model.startsWith("claude-", model.lastIndexOf('/') + 1);
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    if (request instanceof TokenCountRequest count) {
      return new VertexCountFormat(gemini, this, claude, count);
    }
    return request instanceof ChatRequest ? this : gemini.forRequest(request);
  }

  @Override
  public Capabilities capabilities(Capabilities all, String model) {
    if (!isClaude(model)) {
      return gemini.capabilities(all, model);
    }
    Capabilities ofClaude =
        all.without(Capability.EMBEDDINGS)
            .without(Capability.AUDIO)
            .without(Capability.VIDEO)
            .without(Capability.JSON_OBJECT);
    return Thinking.isOf(model) ? ofClaude : ofClaude.without(Capability.REASONING);
  }

  @Override
  public EmbeddingLimits embeddingLimits() {
    return gemini.embeddingLimits();
  }

  @Override
  public EmbeddingLimits embeddingLimits(String model) {
    return gemini.embeddingLimits(model);
  }

  @Override
  public MediaLimits mediaLimits() {
    return gemini.mediaLimits();
  }

  @Override
  public MediaLimits mediaLimits(String model) {
    return isClaude(model) ? OF_CLAUDE : mediaLimits();
  }

  @Override
  public WireRequest encode(WireCall call) {
    if (!isClaude(call.model())) {
      return gemini.encode(call);
    }
    ChatRequest chat = call.chat();
    boolean streamed = call.delivery() == Delivery.STREAMED;
    return new WireRequest(
        claude.path(call, streamed ? "streamRawPredict" : "rawPredict"),
        Map.of(),
        AnthropicEncoder.encode(call, chat, Anthropic.DEFAULT_MAX_TOKENS, HostedBody.VERTEX),
        Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    if (isClaude(head.model())) {
      String origin = HostedBody.VERTEX.originAt(head.provider());
      new AnthropicWholeDecoder(head, events, origin).decode(body, length);
    } else {
      gemini.decodeWhole(body, length, head, events);
    }
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return isClaude(head.model())
        ? new AnthropicFrameDecoder(head, events, HostedBody.VERTEX.originAt(head.provider()))
        : gemini.frames(head, events);
  }
}
