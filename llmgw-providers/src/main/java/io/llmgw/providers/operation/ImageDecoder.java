package io.llmgw.providers.operation;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.FinishReason;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.MadeMedia;
import io.llmgw.providers.wire.WholeBody;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the images of one answer, each by its bytes or its address. Not thread-safe. */
final class ImageDecoder {
  private final AnswerHead head;
  private final List<Drawn> images = new ArrayList<>();
  private final OperationUsage usage = new OperationUsage();
  private boolean listed;
  private @Nullable String format;

  ImageDecoder(AnswerHead head) {
    this.head = head;
  }

  void decode(byte[] bytes, int length, Consumer<LlmEvent> events) {
    WholeBody.read(
        bytes, length, head, (body, at, count) -> WireJson.object(body, at, count, this::read));
    if (images.isEmpty()) {
      throw WholeAnswer.without("image", listed, bytes, length, head);
    }
    List<Media> media = new ArrayList<>(images.size());
    images.forEach(image -> media.add(media(image)));
    events.accept(head.started(null, null));
    for (int i = 0; i < media.size(); i++) {
      events.accept(new MediaProduced(i, Part.image(media.get(i))));
      String prompt = images.get(i).prompt;
      if (prompt != null) {
        events.accept(new TextDelta(i, prompt));
      }
    }
    events.accept(new Completed(FinishReason.STOP, usage.written()));
  }

  private void read(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          switch (name) {
            case "output_format" -> format = WholeAnswer.unlessEmpty(WireJson.string(value));
            case "usage" -> usage.read(value);
            case "data" -> readImages(value);
            default -> value.skipChildren();
          }
        });
  }

  private void readImages(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    listed = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      images.add(new Drawn().read(json));
    }
  }

  private Media media(Drawn image) {
    try {
      if (image.bytes != null) {
        return MadeMedia.image(image.bytes, format);
      }
      if (image.url != null) {
        return Media.of(URI.create(image.url));
      }
    } catch (IllegalArgumentException e) {
      // Without the cause, which may quote an address.
    }
    throw malformed();
  }

  private LlmException malformed() {
    return head.failure(ErrorKind.PROTOCOL, "answered with an image without bytes or address");
  }

  /** An image while it is read. */
  private static final class Drawn {
    private byte @Nullable [] bytes;
    private @Nullable String url;
    private @Nullable String prompt;

    Drawn read(JsonParser json) {
      WireJson.members(
          json,
          (name, value) -> {
            boolean isText = value.currentToken() == JsonToken.VALUE_STRING;
            switch (name) {
              case "b64_json" -> {
                if (isText) {
                  bytes = value.getBinaryValue();
                } else {
                  value.skipChildren();
                }
              }
              case "url" -> url = WholeAnswer.unlessEmpty(WireJson.string(value));
              case "revised_prompt" -> prompt = WholeAnswer.unlessEmpty(WireJson.string(value));
              default -> value.skipChildren();
            }
          });
      return this;
    }
  }
}
