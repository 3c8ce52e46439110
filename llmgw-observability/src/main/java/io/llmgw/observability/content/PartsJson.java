package io.llmgw.observability.content;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import java.util.List;

/**
 * Writes parts of messages, and not more of them than there is room for: the text that meets the
 * end is cut with a mark, parts after it are left out with another. Of media kind and size alone.
 */
final class PartsJson {
  /** For the mark of a cut, the end of a part inside another one, and what was left out. */
  private static final int RESERVE = 120;

  /** What a part takes at most before its text. */
  private static final int LEAST_ROOM = 250;

  private static final int LONGEST_NAME = 64;

  private final JsonLine line = new JsonLine();
  private final int limit;

  /**
   * Nothing yet.
   *
   * @param limit characters in all
   */
  PartsJson(int limit) {
    this.limit = limit;
  }

  /** Whether a message can be written in so much room, if need be without most of its text. */
  static boolean fits(int room) {
    return room >= 2 * LEAST_ROOM;
  }

  PartsJson raw(String json) {
    line.raw(json);
    return this;
  }

  String text() {
    return line.text();
  }

  private int room() {
    return Math.max(0, limit - RESERVE - line.length());
  }

  /** An array of them. */
  PartsJson parts(List<? extends Part> parts) {
    line.raw("[");
    for (int i = 0; i < parts.size(); i++) {
      line.raw(i == 0 ? "" : ",");
      if (room() < LEAST_ROOM) {
        line.raw("{\"type\":\"llmgw.left_out\",\"parts\":" + (parts.size() - i) + "}");
        break;
      }
      part(parts.get(i));
    }
    line.raw("]");
    return this;
  }

  private void part(Part part) {
    if (part instanceof Part.Text text) {
      said("text", text.text());
    } else if (part instanceof Part.Reasoning reasoning) {
      said("reasoning", reasoning.text());
    } else if (part instanceof Part.Refusal refusal) {
      said("refusal", refusal.text());
    } else if (part instanceof ToolCall call) {
      line.raw("{\"type\":\"tool_call\",\"id\":").name(call.id(), LONGEST_NAME);
      line.raw(",\"name\":").name(call.name(), LONGEST_NAME).raw(",\"arguments\":");
      json(call.arguments());
    } else if (part instanceof ToolResult result) {
      result(result);
    } else if (part instanceof Part.Structured structured) {
      line.raw("{\"type\":\"json\",\"content\":");
      json(structured.json());
    } else if (part instanceof ProviderItem item) {
      line.raw("{\"type\":\"llmgw.provider_item\",\"provider\":")
          .name(item.provider(), LONGEST_NAME);
    } else {
      media(part);
    }
    line.raw("}");
  }

  private void said(String type, String text) {
    line.raw("{\"type\":\"" + type + "\",\"content\":").string(text, room());
  }

  /** As it is where it is whole and there is room for it, else as a string. */
  private void json(Json json) {
    int room = room();
    String text = json.text();
    if (text.length() > room || !json.isValid() || !line.json(text, room)) {
      line.string(text, room);
    }
  }

  private void result(ToolResult result) {
    line.raw("{\"type\":\"tool_call_response\",\"id\":").name(result.callId(), LONGEST_NAME);
    line.raw(result.isError() ? ",\"is_error\":true,\"response\":" : ",\"response\":");
    List<Part> content = result.content();
    if (content.size() == 1 && content.get(0) instanceof Part.Text text) {
      line.string(text.text(), room());
    } else if (content.size() == 1 && content.get(0) instanceof Part.Structured structured) {
      json(structured.json());
    } else {
      parts(content);
    }
  }

  private void media(Part part) {
    if (part instanceof Part.Image image) {
      media("image", image.media());
    } else if (part instanceof Part.Audio audio) {
      media("audio", audio.media());
    } else if (part instanceof Part.Video video) {
      media("video", video.media());
    } else if (part instanceof Part.Document document) {
      media("document", document.media());
    }
  }

  private void media(String modality, Media media) {
    String type = media instanceof Media.Bytes ? "blob" : "uri";
    line.raw("{\"type\":\"" + type + "\",\"modality\":\"" + modality + "\"");
    if (media.mediaType() != null) {
      line.raw(",\"mime_type\":").name(media.mediaType(), LONGEST_NAME);
    }
    if (media instanceof Media.Bytes bytes) {
      line.raw(",\"bytes\":" + bytes.size());
    }
  }
}
