package io.llmgw.providers.bedrock;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.bedrock.answer.ConverseFrameDecoder;
import io.llmgw.providers.bedrock.answer.ConverseWholeDecoder;
import io.llmgw.providers.bedrock.request.ConverseEncoder;
import io.llmgw.providers.bedrock.request.ConverseOrigin;
import io.llmgw.providers.bedrock.request.ModelFamily;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Converse and ConverseStream (docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse
 * .html). Stateless.
 */
final class ConverseFormat implements WireFormat {
  /** API reference, "Message": 3.75 MB an image. */
  private static final MediaLimits MEDIA_LIMITS =
      MediaLimits.UNKNOWN.withImageBytes((15L << 20) / 4);

  /** docs "API overview", "Request size limits", at platform.claude.com: 20 MB a request. */
  private static final MediaLimits OF_CLAUDE = MEDIA_LIMITS.withRequestBytes(20L << 20);

  @Override
  public MediaLimits mediaLimits() {
    return MEDIA_LIMITS;
  }

  @Override
  public MediaLimits mediaLimits(String model) {
    return ModelFamily.of(model) == ModelFamily.CLAUDE ? OF_CLAUDE : MEDIA_LIMITS;
  }

  @Override
  public WireRequest encode(WireCall call) {
    ChatRequest chat = call.chat();
    String operation = call.delivery() == Delivery.STREAMED ? "converse-stream" : "converse";
    return new WireRequest(
        ModelPath.of(call, operation),
        Map.of(),
        ConverseEncoder.encode(call, chat),
        Framing.AWS_EVENT_STREAM);
  }

  private static String origin(AnswerHead head) {
    return ConverseOrigin.of(head.provider(), head.model());
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new ConverseWholeDecoder(head, events, origin(head)).decode(body, length);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new ConverseFrameDecoder(head, events, origin(head));
  }
}
