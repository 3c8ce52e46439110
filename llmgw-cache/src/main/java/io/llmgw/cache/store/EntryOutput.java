package io.llmgw.cache.store;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.json.Json;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values that events are made of. For one thread. */
final class EntryOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final DataOutputStream out = new DataOutputStream(bytes);

  byte[] bytes() {
    return bytes.toByteArray();
  }

  EntryOutput number(long value) throws IOException {
    out.writeLong(value);
    return this;
  }

  EntryOutput small(int value) throws IOException {
    out.writeInt(value);
    return this;
  }

  /** In UTF-16, as halves of pairs may stand alone. */
  EntryOutput text(@Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return this;
    }
    out.writeInt(text.length());
    out.writeChars(text);
    return this;
  }

  EntryOutput raw(byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
    return this;
  }

  EntryOutput texts(Map<String, String> values) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, String> each : values.entrySet()) {
      text(each.getKey()).text(each.getValue());
    }
    return this;
  }

  EntryOutput jsons(Map<String, Json> values) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, Json> each : values.entrySet()) {
      text(each.getKey()).text(each.getValue().text());
    }
    return this;
  }

  EntryOutput usage(Usage usage) throws IOException {
    for (TokenKind kind : TokenKind.values()) {
      TokenCount count = usage.count(kind);
      if (count.isKnown() || count.tokens() > 0) {
        text(kind.name()).text(count.provenance().name()).number(count.tokens());
      }
    }
    return text(null);
  }

  EntryOutput cost(Cost cost) throws IOException {
    return text(cost.amount() == null ? null : cost.amount().toString())
        .text(cost.currency())
        .text(cost.provenance().name());
  }

  EntryOutput media(Part part) throws IOException {
    if (part instanceof Part.Image image) {
      return text("image").text(image.detail().name()).media(image.media());
    }
    if (part instanceof Part.Audio audio) {
      return text("audio").media(audio.media());
    }
    if (part instanceof Part.Video video) {
      return text("video").media(video.media());
    }
    Part.Document document = (Part.Document) part;
    return text("document")
        .text(document.name())
        .small(document.cited() ? 1 : 0)
        .media(document.media());
  }

  private EntryOutput media(Media media) throws IOException {
    return media instanceof Media.Bytes held
        ? small(0).text(held.mediaType()).raw(held.bytes())
        : small(1).text(media.mediaType()).text(((Media.Link) media).uri().toString());
  }
}
