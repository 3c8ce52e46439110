package io.llmgw.providers.openai.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.provider.Capability;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.PartForm;
import io.llmgw.providers.media.TakenMedia;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what messages are made of. Not thread-safe. */
final class OpenAiPartWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final Dialect dialect;

  OpenAiPartWriter(JsonGenerator json, WireCall call, Dialect dialect) {
    this.json = json;
    this.call = call;
    this.dialect = dialect;
  }

  /** A message's content: a string where it is one text, as every host takes that. */
  void writeContent(Message message) {
    List<Part> parts = message.parts();
    if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
      json.writeString(only.text());
      return;
    }
    json.writeStartArray();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        writeText(text.text());
      } else if (message.role() == Role.USER) {
        writeMedia(part);
      } else {
        throw call.unsupported(part, message.role());
      }
    }
    json.writeEndArray();
  }

  /** A tool's result: the protocol has room for text alone. */
  void writeResult(List<Part> parts) {
    if (parts.size() == 1) {
      json.writeString(resultText(parts.get(0)));
    } else if (parts.isEmpty()) {
      json.writeString("");
    } else {
      json.writeStartArray();
      for (Part part : parts) {
        writeText(resultText(part));
      }
      json.writeEndArray();
    }
  }

  private String resultText(Part part) {
    if (part instanceof Part.Text text) {
      return text.text();
    }
    if (part instanceof Part.Structured structured) {
      return structured.json().text();
    }
    throw call.unsupported(part, Role.TOOL);
  }

  void writeText(String text) {
    json.writeStartObject();
    json.writeStringProperty("type", "text");
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private void writeMedia(Part part) {
    String refusal = refusal(part, Role.USER);
    if (refusal != null) {
      throw call.unsupported(refusal);
    }
    if (part instanceof Part.Image image) {
      writeImage(image);
      return;
    }
    json.writeStartObject();
    if (part instanceof Part.Audio audio) {
      writeAudio(audio);
    } else if (part instanceof Part.Document document) {
      writeDocument(document);
    }
    json.writeEndObject();
  }

  /**
   * Why the user may not say a medium here, in words; null where he may.
   *
   * @param place where it stands for the caller
   */
  @Nullable String refusal(Part part, Role place) {
    if (part instanceof Part.Image image && can(Capability.IMAGES)) {
      return MediaUrl.refusal(image.media());
    }
    if (part instanceof Part.Audio audio && can(Capability.AUDIO)) {
      boolean readable =
          audio.media() instanceof Media.Bytes && audioFormat(audio.media().mediaType()) != null;
      return readable ? null : "an audio part that is not the bytes of a WAV or MP3 file";
    }
    if (part instanceof Part.Document document && can(Capability.DOCUMENTS)) {
      boolean fetched = dialect.partForm() == PartForm.MISTRAL;
      return fetched || document.media() instanceof Media.Bytes
          ? MediaUrl.refusal(document.media())
          : "a document part by its address; give its bytes";
    }
    return WireCall.partIn(part, place);
  }

  /** The media of results, which the user says here. */
  TakenMedia ofResults() {
    return new TakenMedia() {
      @Override
      public @Nullable String refusal(Part part) {
        return OpenAiPartWriter.this.refusal(part, Role.TOOL);
      }

      @Override
      public String callId(String id) {
        return dialect.callIds().fit(id);
      }
    };
  }

  private boolean can(Capability capability) {
    return dialect.capabilities().has(capability);
  }

  /** Writes an image as an object of its own. */
  void writeImage(Part.Image image) {
    json.writeStartObject();
    json.writeStringProperty("type", "image_url");
    json.writeObjectPropertyStart("image_url");
    json.writeName("url");
    MediaUrl.write(json, call, image.media());
    if (image.detail() != Part.Image.Detail.AUTO) {
      json.writeStringProperty("detail", image.detail().name().toLowerCase(Locale.ROOT));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeAudio(Part.Audio audio) {
    String format = audioFormat(audio.media().mediaType());
    if (!(audio.media() instanceof Media.Bytes bytes) || format == null) {
      throw call.unsupported("an audio part that is not the bytes of a WAV or MP3 file");
    }
    json.writeStringProperty("type", "input_audio");
    if (dialect.partForm() == PartForm.MISTRAL) {
      json.writeStringProperty("input_audio", bytes.base64());
      return;
    }
    json.writeObjectPropertyStart("input_audio");
    json.writeStringProperty("data", bytes.base64());
    json.writeStringProperty("format", format);
    json.writeEndObject();
  }

  private static @Nullable String audioFormat(@Nullable String mediaType) {
    if (mediaType == null) {
      return null;
    }
    return switch (mediaType.toLowerCase(Locale.ROOT)) {
      case "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "wav";
      case "audio/mpeg", "audio/mp3" -> "mp3";
      default -> null;
    };
  }

  private void writeDocument(Part.Document document) {
    if (document.cited()) {
      call.dropOrRefuse("citations of a document");
    }
    if (dialect.partForm() == PartForm.MISTRAL) {
      writeDocumentUrl(document);
      return;
    }
    if (!(document.media() instanceof Media.Bytes bytes)) {
      throw call.unsupported("a document part by its address; give its bytes");
    }
    json.writeStringProperty("type", "file");
    json.writeObjectPropertyStart("file");
    json.writeStringProperty("filename", MediaUrl.fileName(document, bytes));
    json.writeName("file_data");
    MediaUrl.write(json, call, bytes);
    json.writeEndObject();
  }

  private void writeDocumentUrl(Part.Document document) {
    json.writeStringProperty("type", "document_url");
    json.writeName("document_url");
    MediaUrl.write(json, call, document.media());
    if (document.name() != null) {
      json.writeStringProperty("document_name", document.name());
    }
  }
}
