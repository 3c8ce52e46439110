package io.llmgw.providers.operation;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.image.ImageRequest;
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

/**
 * Image generation (platform.openai.com/docs/api-reference/images/create) for one request.
 * Stateless. What comes, bytes or an address, the model decides: the field that asks for either is
 * refused by the newer ones.
 */
public final class ImageFormat implements WireFormat {
  private static final String PATH = "images/generations";

  private final ImageRequest request;

  /** The format of this request and its answer. */
  public ImageFormat(ImageRequest request) {
    this.request = request;
  }

  @Override
  public WireRequest encode(WireCall call) {
    return new WireRequest(
        PATH,
        Map.of(),
        JsonBody.of(
            call,
            Set.of("prompt", "stream", "n"),
            json ->
                json.text("prompt", request.content().prompt())
                    .number("n", request.count())
                    .text("size", request.size())
                    .text("quality", request.quality())
                    .text("user", request.content().userId())),
        Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new ImageDecoder(head).decode(body, length, events);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "a request for images");
  }
}
