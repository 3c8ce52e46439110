package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The pages that Perplexity has found for an answer, to whose numbers its text refers. A stream
 * says all of them with each of its pieces: the latest count. Not thread-safe.
 */
final class FoundPages {
  /** The field with the addresses, and the type of the item that keeps it. */
  static final String CITATIONS = "citations";

  /** The field with titles and dates as well, and the type of the item that keeps it. */
  static final String RESULTS = "search_results";

  private @Nullable Json citations;
  private @Nullable Json results;

  /** Forgets them. */
  void clear() {
    citations = null;
    results = null;
  }

  /** Reads the addresses at the parser. */
  void readCitations(JsonParser json, byte[] bytes, int offset) {
    citations = list(json, bytes, offset);
  }

  /** Reads titles and dates at the parser. */
  void readResults(JsonParser json, byte[] bytes, int offset) {
    results = list(json, bytes, offset);
  }

  private static @Nullable Json list(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    String raw = WireJson.raw(json, bytes, offset);
    return raw.indexOf('"') < 0 ? null : Json.ofText(raw);
  }

  /** Takes what is said later. */
  void add(FoundPages later) {
    citations = later.citations == null ? citations : later.citations;
    results = later.results == null ? results : later.results;
  }

  @Nullable Json citations() {
    return citations;
  }

  @Nullable Json results() {
    return results;
  }
}
