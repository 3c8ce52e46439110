package io.llmgw.providers.anthropic;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.providers.anthropic.answer.AnthropicItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place that a text of an answer rests on, as Anthropic says it (docs "Citations" at
 * platform.claude.com): of a document with {@link Part.Document#withCitations()}, or of what the
 * provider searched. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param answerText the part of the answer that rests on it
 * @param citedText the words there; empty where the provider does not give them
 * @param title the name of the document or page; null if it has none
 * @param documentIndex counts the documents of the request from 0; null for what is none of them
 * @param json all that was said of it: {@code start_char_index} of a text, {@code
 *     start_page_number} of a PDF, {@code url} of a page, and their ends
 */
public record Citation(
    String answerText,
    String citedText,
    @Nullable String title,
    @Nullable Integer documentIndex,
    Json json) {
  /** Checks for null. */
  public Citation {
    Objects.requireNonNull(answerText, "answerText");
    Objects.requireNonNull(citedText, "citedText");
    Objects.requireNonNull(json, "json");
  }

  /**
   * What a message of an answer cites, in its order; empty for one that cites nothing, and for one
   * of another provider's protocol. What is no JSON object is left out, and stays in the message.
   */
  public static List<Citation> in(Message message) {
    List<Citation> all = new ArrayList<>();
    String text = "";
    for (Part part : message.parts()) {
      if (part instanceof ProviderItem item && item.type().equals(AnthropicItems.CITATIONS)) {
        addTo(all, text, item.json());
      } else {
        text = part instanceof Part.Text said ? said.text() : "";
      }
    }
    return List.copyOf(all);
  }

  private static void addTo(List<Citation> all, String text, Json array) {
    if (array.isValid() && array.value() instanceof List<?> cited) {
      for (Object one : cited) {
        if (one instanceof Map<?, ?> fields) {
          all.add(of(text, fields));
        }
      }
    }
  }

  private static Citation of(String text, Map<?, ?> fields) {
    String title = string(fields.get("document_title"));
    return new Citation(
        text,
        Objects.requireNonNullElse(string(fields.get("cited_text")), ""),
        title == null ? string(fields.get("title")) : title,
        fields.get("document_index") instanceof Long index ? index.intValue() : null,
        Json.ofValue(fields));
  }

  private static @Nullable String string(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  @Override
  public String toString() {
    return "Citation[document "
        + documentIndex
        + ", "
        + citedText.length()
        + " chars for "
        + answerText.length()
        + "]";
  }
}
