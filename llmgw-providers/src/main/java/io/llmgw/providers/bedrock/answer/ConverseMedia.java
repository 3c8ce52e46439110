package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.json.Json;
import io.llmgw.providers.json.Base64Pieces;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.media.MadeMedia;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * An image, sound or film that a model made while it arrives: its format first, then its bytes, in
 * one or several pieces of Base64, or where they lie in S3 (API reference, {@code ImageBlock},
 * {@code ImageBlockDelta}, {@code AudioBlock}, {@code VideoBlock}). Not thread-safe.
 */
final class ConverseMedia {

  private final String kind;
  private final List<String> pieces = new ArrayList<>(1);
  private @Nullable String format;
  private @Nullable String address;
  private @Nullable Json error;

  private ConverseMedia(String kind) {
    this.kind = kind;
  }

  /** Reads the media at the parser, or a piece of them; null where there is no object. */
  static @Nullable ConverseMedia read(String kind, JsonParser json, byte[] bytes, int offset) {
    ConverseMedia media = new ConverseMedia(kind);
    boolean any =
        WireJson.members(json, (name, value) -> media.readMember(name, value, bytes, offset));
    return any ? media : null;
  }

  private void readMember(String name, JsonParser json, byte[] bytes, int offset) {
    switch (name) {
      case "format" -> format = WireJson.string(json);
      case "source" -> WireJson.members(json, this::readSource);
      case "error" -> error = WireJson.rawValue(json, bytes, offset);
      default -> json.skipChildren();
    }
  }

  private void readSource(String name, JsonParser json) {
    String said = name.equals("bytes") ? WireJson.string(json) : null;
    if (said != null && !said.isEmpty()) {
      pieces.add(said);
    } else if (name.equals("s3Location")) {
      WireJson.members(
          json,
          (member, value) -> {
            if (member.equals("uri")) {
              address = WireJson.string(value);
            } else {
              value.skipChildren();
            }
          });
    } else {
      json.skipChildren();
    }
  }

  /** What it is, as the member of its block is called. */
  String kind() {
    return kind;
  }

  /** Adds a later piece. */
  void add(ConverseMedia later) {
    pieces.addAll(later.pieces);
    format = later.format == null ? format : later.format;
    address = later.address == null ? address : later.address;
    error = later.error == null ? error : later.error;
  }

  /** Whether something of them came, and no word that they failed. */
  boolean isMade() {
    return error == null && (!pieces.isEmpty() || address != null);
  }

  /** What was said in place of them, as the block would have it. */
  Json said() {
    StringJoiner fields = new StringJoiner(",", "{\"" + kind + "\":{", "}}");
    if (format != null) {
      fields.add("\"format\":" + Json.ofValue(format).text());
    }
    if (error != null) {
      fields.add("\"error\":" + error.text()); // as it came, be it good JSON or not
    }
    return Json.ofText(fields.toString());
  }

  /**
   * The media as a part.
   *
   * @throws IllegalArgumentException if they cannot be read
   */
  Part part() {
    if (address != null) {
      Media link = new Media.Link(URI.create(address), format == null ? null : typeOf(format));
      return switch (kind) {
        case ConverseItems.IMAGE -> Part.image(link);
        case ConverseItems.VIDEO -> Part.video(link);
        default -> Part.audio(link);
      };
    }
    Base64Pieces all = new Base64Pieces();
    pieces.forEach(all::add);
    byte[] bytes = all.all();
    return switch (kind) {
      case ConverseItems.IMAGE -> Part.image(MadeMedia.image(bytes, format));
      case ConverseItems.VIDEO ->
          Part.video(Media.restored(bytes, typeOf(format == null ? "mp4" : format)));
      default -> Part.audio(MadeMedia.sound(bytes, format));
    };
  }

  /** The media type of a format; those of films mostly have other names. */
  private String typeOf(String format) {
    if (!kind.equals(ConverseItems.VIDEO)) {
      return kind + '/' + format;
    }
    return switch (format) {
      case "mov" -> "video/quicktime";
      case "mkv" -> "video/x-matroska";
      case "flv" -> "video/x-flv";
      case "mpg" -> "video/mpeg";
      case "wmv" -> "video/x-ms-wmv";
      case "three_gp" -> "video/3gpp";
      default -> "video/" + format;
    };
  }
}
