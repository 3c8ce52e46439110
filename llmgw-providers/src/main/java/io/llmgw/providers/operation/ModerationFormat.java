package io.llmgw.providers.operation;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.moderation.ModerationContent;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.JsonBody;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Moderations (platform.openai.com/docs/api-reference/moderations) for one request. Stateless. */
public final class ModerationFormat implements WireFormat {
  private static final String PATH = "moderations";

  private final ModerationRequest request;

  /** The format of this request and its answer. */
  public ModerationFormat(ModerationRequest request) {
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    ModerationContent content = request.content();
    JsonBody.refuseUser(call, content);
    return new WireRequest(
        PATH,
        Map.of(),
        JsonBody.of(call, Set.of("input"), json -> json.texts("input", content.inputs())),
        Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new ModerationDecoder(request.content().inputs().size(), head).decode(body, length, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "a moderation");
  }
}
