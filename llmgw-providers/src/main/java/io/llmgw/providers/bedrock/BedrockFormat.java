package io.llmgw.providers.bedrock;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.counting.CountForm;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.function.Consumer;

/** Bedrock: chats by one of its APIs, and what it has beside them whichever that is. Stateless. */
final class BedrockFormat implements WireFormat {
  private final WireFormat chats;
  private final CountForm counts;

  private BedrockFormat(WireFormat chats, CountForm counts) {
    this.chats = chats;
    this.counts = counts;
  }

  /** The format of a provider that asks for chats by this API. */
  static BedrockFormat of(BedrockApi api) {
    return switch (api) {
      case CONVERSE -> new BedrockFormat(new ConverseFormat(), TokenCounts.CONVERSE);
      case INVOKE -> new BedrockFormat(new InvokeFormat(), TokenCounts.INVOKE);
    };
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    if (request instanceof TokenCountRequest count) {
      return TokenCounts.of(chats, count, counts);
    }
    return request instanceof EmbeddingRequest embedding
        ? new BedrockEmbeddingFormat(embedding)
        : chats;
  }

  @Override
  public Capabilities capabilities(Capabilities all, String model) {
    return BedrockModels.of(all, model);
  }

  @Override
  public EmbeddingLimits embeddingLimits(String model) {
    return BedrockEmbeddingFormat.limits(model);
  }

  @Override
  public MediaLimits mediaLimits() {
    return chats.mediaLimits();
  }

  @Override
  public MediaLimits mediaLimits(String model) {
    return chats.mediaLimits(model);
  }

  @Override
  public WireRequest encode(WireCall call) {
    return chats.encode(call);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    chats.decodeWhole(body, length, head, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return chats.frames(head, events);
  }
}
