package io.llmgw.providers.bedrock;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.anthropic.answer.AnthropicWholeDecoder;
import io.llmgw.providers.anthropic.request.AnthropicEncoder;
import io.llmgw.providers.anthropic.request.HostedBody;
import io.llmgw.providers.bedrock.answer.InvokeFrameDecoder;
import io.llmgw.providers.bedrock.request.ModelFamily;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Claude by InvokeModel and InvokeModelWithResponseStream (user guide, "Anthropic Claude Messages
 * API"): Anthropic's protocol inside of Bedrock's. Stateless.
 */
final class InvokeFormat implements WireFormat {
  /**
   * User guide, "Anthropic Claude Messages API", "Multimodal": 3.75 MB an image; docs "API
   * overview", "Request size limits", at platform.claude.com: 20 MB a request.
   */
  private static final MediaLimits MEDIA_LIMITS =
      MediaLimits.UNKNOWN.withImageBytes((15L << 20) / 4).withRequestBytes(20L << 20);

  @Override
  public MediaLimits mediaLimits() {
    return MEDIA_LIMITS;
  }

  /** Ids name the maker, or the region of a profile, before a dot; names of a gateway do not. */
  private static boolean isOfAnother(String model) {
    ModelFamily family = ModelFamily.of(model);
    int dot = model.indexOf('.');
    return family != ModelFamily.CLAUDE
        && family != ModelFamily.UNKNOWN
        && dot > 0
        && model.lastIndexOf('-', dot) < 0;
  }

  @Override
  public WireRequest encode(WireCall call) {
    ChatRequest chat = call.chat();
    if (isOfAnother(call.model())) {
      throw call.unsupported("InvokeModel, which is for Claude alone here; use Converse");
    }
    boolean streamed = call.delivery() == Delivery.STREAMED;
    return new WireRequest(
        ModelPath.of(call, streamed ? "invoke-with-response-stream" : "invoke"),
        Map.of(),
        AnthropicEncoder.encode(call, chat, Anthropic.DEFAULT_MAX_TOKENS, HostedBody.BEDROCK),
        Framing.AWS_EVENT_STREAM);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    String origin = HostedBody.BEDROCK.originAt(head.provider());
    new AnthropicWholeDecoder(head, events, origin).decode(body, length);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new InvokeFrameDecoder(head, events, HostedBody.BEDROCK.originAt(head.provider()));
  }
}
