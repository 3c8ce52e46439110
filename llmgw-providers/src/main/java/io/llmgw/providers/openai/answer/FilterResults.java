package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * What Azure's content filters found in the prompt and in the answer. A stream says it of each of
 * its pieces: the latest counts, and one that something was filtered counts more. Not thread-safe.
 */
final class FilterResults {
  /** The field with what was found in the prompt, and the type of the item that keeps it. */
  static final String OF_PROMPT = "prompt_filter_results";

  /** The field with what was found in the answer, and the type of the item that keeps it. */
  static final String OF_ANSWER = "content_filter_results";

  private static final String FILTERED = "\"filtered\":true";

  private @Nullable Json ofPrompt;
  private @Nullable Json ofAnswer;

  /** The findings at the parser; null where there are none. */
  static @Nullable Json read(JsonParser json, byte[] bytes, int offset) {
    if (!json.currentToken().isStructStart()) {
      json.skipChildren();
      return null;
    }
    String raw = WireJson.raw(json, bytes, offset);
    return raw.indexOf(':') < 0 ? null : Json.ofText(raw);
  }

  void ofPrompt(@Nullable Json found) {
    ofPrompt = later(ofPrompt, found);
  }

  void ofAnswer(@Nullable Json found) {
    ofAnswer = later(ofAnswer, found);
  }

  private static @Nullable Json later(@Nullable Json known, @Nullable Json found) {
    if (found == null || found.equals(known)) { // as most pieces of a stream have it
      return known;
    }
    return isFiltered(known) && !isFiltered(found) ? known : found;
  }

  private static boolean isFiltered(@Nullable Json found) {
    return found != null && found.text().replace(" ", "").contains(FILTERED);
  }

  /** What was found in the prompt; null for nothing said. */
  @Nullable Json ofPrompt() {
    return ofPrompt;
  }

  /** What was found in the answer; null for nothing said. */
  @Nullable Json ofAnswer() {
    return ofAnswer;
  }
}
