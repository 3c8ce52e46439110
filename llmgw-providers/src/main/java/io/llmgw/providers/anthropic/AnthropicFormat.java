package io.llmgw.providers.anthropic;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.anthropic.answer.AnthropicFrameDecoder;
import io.llmgw.providers.anthropic.answer.AnthropicWholeDecoder;
import io.llmgw.providers.anthropic.request.AnthropicEncoder;
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

  private final int defaultMaxTokens;

  /** The format, with the limit of an answer where a request has none. */
  AnthropicFormat(int defaultMaxTokens) {
    this.defaultMaxTokens = defaultMaxTokens;
  }

  @Override
  public WireRequest encode(WireCall call) {
    if (!(call.request() instanceof ChatRequest chat)) {
      throw call.unsupported("the operation " + call.request().operation());
    }
    return new WireRequest(
        PATH, Map.of(), AnthropicEncoder.encode(call, chat, defaultMaxTokens), Framing.SSE);
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
