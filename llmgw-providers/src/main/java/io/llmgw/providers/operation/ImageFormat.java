package io.llmgw.providers.operation;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
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
import org.jspecify.annotations.Nullable;

/**
 * Image generation (platform.openai.com/docs/api-reference/images/create) for one request.
 * Stateless. What comes, bytes or an address, the model decides: the field that asks for either is
 * refused by the newer ones.
 */
public final class ImageFormat implements WireFormat {
  private static final String PATH = "images/generations";

  private final Dialect dialect;
  private final ImageRequest request;

  /** The format of this request and its answer. */
  public ImageFormat(Dialect dialect, ImageRequest request) {
    this.dialect = dialect;
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
            json -> {
              json.text("prompt", request.content().prompt()).number("n", request.count());
              write(json, call, Parameter.IMAGE_SIZE, request.size());
              write(json, call, Parameter.IMAGE_QUALITY, request.quality());
              write(json, call, Parameter.USER_ID, request.content().userId());
            }),
        Framing.SSE);
  }

  private void write(JsonBody json, WireCall call, Parameter parameter, @Nullable String value) {
    String field = value == null ? null : dialect.field(parameter);
    if (field != null) {
      json.text(field, value);
    } else if (value != null) {
      call.dropOrRefuse("the parameter " + parameter.label());
    }
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
