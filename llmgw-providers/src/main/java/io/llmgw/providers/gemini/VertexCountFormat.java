package io.llmgw.providers.gemini;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.anthropic.request.CountedFields;
import io.llmgw.providers.counting.CountBody;
import io.llmgw.providers.counting.CountField;
import io.llmgw.providers.counting.TokenCountFormat;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.List;
import java.util.function.Consumer;

/**
 * The count of one chat at Vertex AI: by {@code countTokens}, of Claude by Anthropic's protocol at
 * a model of its own, {@code count-tokens}, which finds the model that is meant in the body (docs
 * "Count tokens for Claude models" at cloud.google.com). Stateless.
 */
final class VertexCountFormat implements WireFormat {
  private static final CountBody BODY = new CountBody(CountedFields.LEFT_OUT, List.of(), "model");

  private final WireFormat gemini;
  private final WireFormat claude;

  /**
   * The format of this request and its answer.
   *
   * @param chats writes chats to Claude
   * @param host where models of Anthropic are
   */
  VertexCountFormat(
      GeminiFormat gemini, WireFormat chats, GeminiHost host, TokenCountRequest request) {
    this.gemini = gemini.forRequest(request);
    this.claude =
        new TokenCountFormat(
            chats,
            request,
            call -> host.siblingPath(call, "count-tokens", "rawPredict"),
            VertexCountFormat::name,
            BODY,
            CountField.number("input_tokens"));
  }

  private static String name(WireCall call) {
    return call.model().substring(call.model().lastIndexOf('/') + 1);
  }

  @Override
  public MediaLimits mediaLimits() {
    return gemini.mediaLimits();
  }

  @Override
  public WireRequest encode(WireCall call) {
    return (VertexFormat.isClaude(call.model()) ? claude : gemini).encode(call);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    (VertexFormat.isClaude(head.model()) ? claude : gemini).decodeWhole(body, length, head, events);
  }

  @Override
  public LlmException refused(LlmException refusal, ErrorBody body) {
    return claude.refused(refusal, body);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return claude.frames(head, events);
  }
}
