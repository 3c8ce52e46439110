package io.llmgw.api.content;

import io.llmgw.api.image.ImageContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationContent;
import io.llmgw.api.rerank.RerankContent;
import io.llmgw.api.speech.SpeechContent;
import io.llmgw.api.transcription.TranscriptionContent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a request that leaves the process as text. It is one immutable object, so that
 * "nobody changed the text" is one comparison of references. Thread-safe.
 */
public sealed interface RequestContent
    permits ChatContent,
        EmbeddingContent,
        ModerationContent,
        RerankContent,
        ImageContent,
        SpeechContent,
        TranscriptionContent {
  /**
   * Passes every text through the visitor, in a fixed order: the one of the accessors, first to
   * last. If nothing changes, the result is this very object; else what did not change is shared.
   *
   * <p>Not visited, because they are not text or must go back unchanged: bytes of media and media
   * types, ids of tool calls, reasoning signatures, provider items, provider fields of tool calls;
   * and the names of things: of properties in a schema, of metadata, of extra fields and headers.
   * Fields in arguments and results of tools, and those within extra fields, are visited with their
   * names, each before its value.
   *
   * @throws NullPointerException if the visitor returns null; names the path
   * @throws IllegalArgumentException if a text became something that cannot stand there, such as an
   *     empty stop sequence, or two fields of one object the same name
   */
  RequestContent mapText(TextVisitor visitor);

  /**
   * The length of all text, in UTF-16 chars: what {@link #mapText} visits, but JSON with all of its
   * written text. Media count nothing.
   */
  long textLength();

  /** What it carries beside its own: the end user, extra fields and headers. */
  Extras extras();

  /** An id of the end user that the provider is told for abuse detection; null for none. */
  default @Nullable String userId() {
    return extras().userId();
  }

  /** Fields that are put into the provider's request body as they are, by name; may be empty. */
  default Map<String, Json> extraBody() {
    return extras().extraBody();
  }

  /** Headers that are added to the provider's request, by lower-case name; may be empty. */
  default Map<String, String> extraHeaders() {
    return extras().extraHeaders();
  }
}
