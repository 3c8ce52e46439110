package io.llmgw.providers.anthropic;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.anthropic.answer.AnthropicFrameDecoder;
import io.llmgw.providers.anthropic.answer.AnthropicWholeDecoder;
import io.llmgw.providers.anthropic.request.AnthropicEncoder;
import io.llmgw.providers.anthropic.request.CountedFields;
import io.llmgw.providers.claude.Thinking;
import io.llmgw.providers.counting.CountBody;
import io.llmgw.providers.counting.CountField;
import io.llmgw.providers.counting.TokenCountFormat;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.function.Consumer;

/** Messages (platform.claude.com/docs/en/api/messages). Stateless. */
final class AnthropicFormat implements WireFormat {
  private static final String PATH = "v1/messages";
  private static final String COUNT_PATH = PATH + "/count_tokens";

  private static final CountBody COUNT_BODY = CountBody.without(CountedFields.LEFT_OUT);
  private static final CountField COUNT = CountField.number("input_tokens");

  /**
   * docs "API overview", "Request size limits", and "Vision", "General limits", at
   * platform.claude.com: 32 MB a request, 10 MB an image in Base64. Its refusal counts in powers of
   * two: "image exceeds 10 MB maximum: 11174516 bytes > 10485760 bytes".
   */
  private static final MediaLimits MEDIA_LIMITS =
      MediaLimits.UNKNOWN.withImageBytes((10L << 20) / 4 * 3).withRequestBytes(32L << 20);

  private final int defaultMaxTokens;
  private final boolean signs;

  /** The format, with the limit of an answer where a request has none. */
  AnthropicFormat(int defaultMaxTokens) {
    this(defaultMaxTokens, true);
  }

  /** The same, with whether thoughts without a signature are of no use to the host. */
  AnthropicFormat(int defaultMaxTokens, boolean signs) {
    this.defaultMaxTokens = defaultMaxTokens;
    this.signs = signs;
  }

  @Override
  public WireFormat forRequest(LlmRequest<?> request) {
    return request instanceof TokenCountRequest count
        ? new TokenCountFormat(this, count, call -> COUNT_PATH, WireCall::model, COUNT_BODY, COUNT)
        : this;
  }

  @Override
  public Capabilities capabilities(Capabilities all, String model) {
    return Thinking.isOf(model) ? all : all.without(Capability.REASONING);
  }

  @Override
  public MediaLimits mediaLimits() {
    return MEDIA_LIMITS;
  }

  @Override
  public WireRequest encode(WireCall call) {
    ChatRequest chat = call.chat();
    RequestBytes body =
        signs
            ? AnthropicEncoder.encode(call, chat, defaultMaxTokens, null)
            : AnthropicEncoder.encodeUnsigned(call, chat, defaultMaxTokens);
    return new WireRequest(PATH, Map.of(), body, Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new AnthropicWholeDecoder(head, events).decode(body, length);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new AnthropicFrameDecoder(head, events);
  }
}
