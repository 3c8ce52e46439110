package io.llmgw.providers.ollama.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.providers.media.MediaBytes;
import io.llmgw.providers.media.ResultMedia;
import io.llmgw.providers.media.TakenMedia;
import io.llmgw.providers.wire.SaidSound;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the conversation of one request. A message has one text, and images beside it. Not
 * thread-safe.
 */
final class OllamaMessageWriter {
  private static final String NO_BYTES = "an image by its address; give its bytes";

  private final JsonGenerator json;
  private final WireCall call;

  OllamaMessageWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
  }

  void write(List<Message> conversation) {
    List<Message> messages =
        ResultMedia.behind(call, SaidSound.leaveOut(call, conversation), new ResultImages());
    OllamaTurnWriter turns = new OllamaTurnWriter(json, call);
    OllamaResultWriter results = new OllamaResultWriter(json, call, messages);
    json.writeArrayPropertyStart("messages");
    int next = 0;
    while (next < messages.size()) {
      Message message = messages.get(next);
      if (message.name() != null) {
        call.dropOrRefuse("the name in a message");
      }
      switch (message.role()) {
        case TOOL -> next = results.write(messages, next);
        case ASSISTANT -> {
          turns.write(message);
          next++;
        }
        default -> {
          write(message);
          next++;
        }
      }
    }
    json.writeEndArray();
    results.noteWhatWasLeftOut();
    turns.noteWhatWasLeftOut();
  }

  private void write(Message message) {
    boolean user = message.role() == Role.USER;
    List<Media.Bytes> images = new ArrayList<>(0);
    for (Part part : message.parts()) {
      if (part instanceof Part.Image image && user) {
        images.add(bytes(image));
      } else if (!(part instanceof Part.Text)) {
        throw call.unsupported(part, message.role());
      }
    }
    json.writeStartObject();
    json.writeStringProperty("role", user ? "user" : "system");
    json.writeStringProperty("content", message.text());
    if (!images.isEmpty()) {
      json.writeArrayPropertyStart("images");
      for (Media.Bytes image : images) {
        MediaBytes.write(json, image);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private Media.Bytes bytes(Part.Image image) {
    if (image.detail() != Part.Image.Detail.AUTO) {
      call.dropOrRefuse("the detail of an image");
    }
    if (image.media() instanceof Media.Bytes bytes) {
      return bytes;
    }
    throw call.unsupported(NO_BYTES);
  }

  /** Images of results, as bytes and beside the text. */
  private static final class ResultImages implements TakenMedia {
    @Override
    public @Nullable String refusal(Part part) {
      if (part instanceof Part.Image image) {
        return image.media() instanceof Media.Bytes ? null : NO_BYTES;
      }
      return WireCall.partIn(part, Role.TOOL);
    }

    @Override
    public boolean standsApart(Part part) {
      return true;
    }
  }
}
