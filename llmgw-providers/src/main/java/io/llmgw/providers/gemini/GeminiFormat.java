package io.llmgw.providers.gemini;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.counting.CountBody;
import io.llmgw.providers.counting.CountField;
import io.llmgw.providers.counting.TokenCountFormat;
import io.llmgw.providers.gemini.answer.GeminiFrameDecoder;
import io.llmgw.providers.gemini.answer.GeminiWholeDecoder;
import io.llmgw.providers.gemini.request.GeminiEncoder;
import io.llmgw.providers.gemini.request.GeminiGeneration;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.ToolNameForm;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** {@code generateContent} (ai.google.dev/api/generate-content), and embeddings. Stateless. */
final class GeminiFormat implements WireFormat {
  private static final long MEGABYTE = 1L << 20;

  /** docs "file input methods" at ai.google.dev: 100 MB inside a request, of PDF 50 MB. */
  private static final MediaLimits OF_GEMINI =
      MediaLimits.UNKNOWN.withDocumentBytes(50 * MEGABYTE).withRequestBytes(100 * MEGABYTE);

  /** The pages of the models at cloud.google.com: 7 MB an image that is inside, 500 MB in all. */
  private static final MediaLimits OF_VERTEX =
      MediaLimits.UNKNOWN
          .withImageBytes(7 * MEGABYTE)
          .withDocumentBytes(50 * MEGABYTE)
          .withRequestBytes(500 * MEGABYTE);

  /** ai.google.dev/api/tokens: the whole request stands in a field of its own, with its model. */
  private static final CountBody COUNT_OF_GEMINI =
      new CountBody(Set.of(), List.of("generateContentRequest"), "model");

  /** Reference of countTokens at cloud.google.com: contents, instructions, tools, generation. */
  private static final CountBody COUNT_OF_VERTEX =
      CountBody.without(Set.of("toolConfig", "safetySettings", "labels"));

  private final GeminiHost host;

  GeminiFormat(GeminiHost host) {
    this.host = host;
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    if (request instanceof TokenCountRequest count) {
      return new TokenCountFormat(
          this,
          count,
          this::countPath,
          call -> host.resource(call.model()),
          host.vertex() ? COUNT_OF_VERTEX : COUNT_OF_GEMINI,
          CountField.number("totalTokens"));
    }
    return request instanceof EmbeddingRequest embedding
        ? new GeminiEmbeddingFormat(host, embedding)
        : this;
  }

  private String countPath(WireCall call) {
    // Vertex has no such field there, and a count without what is cached would be another one.
    if (host.vertex() && call.request().content().extraBody().containsKey("cachedContent")) {
      throw call.unsupported("a count with the extra field cachedContent");
    }
    return host.path(call, "countTokens");
  }

  @Override
  public Capabilities capabilities(Capabilities all, String model) {
    return GeminiGeneration.of(model).thinks() ? all : all.without(Capability.REASONING);
  }

  @Override
  public EmbeddingLimits embeddingLimits() {
    return GeminiEmbeddingFormat.limits(host, "");
  }

  @Override
  public EmbeddingLimits embeddingLimits(String model) {
    return GeminiEmbeddingFormat.limits(host, model);
  }

  @Override
  public MediaLimits mediaLimits() {
    return host.vertex() ? OF_VERTEX : OF_GEMINI;
  }

  @Override
  public ToolNameForm toolNames() {
    return ToolNameForm.DOTTED;
  }

  @Override
  public WireRequest encode(WireCall call) {
    ChatRequest chat = call.chat();
    String method =
        call.delivery() == Delivery.STREAMED ? "streamGenerateContent?alt=sse" : "generateContent";
    return new WireRequest(
        host.path(call, method),
        Map.of(),
        GeminiEncoder.encode(call, chat, host.vertex()),
        Framing.SSE_OR_ARRAY);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new GeminiWholeDecoder(head, events).decode(body, length);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new GeminiFrameDecoder(head, events);
  }
}
