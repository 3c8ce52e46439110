package io.llmgw.providers.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Writes JSON into a body, every name and string of it {@link WireJson#wellFormed}: half of a
 * surrogate pair has no form in UTF-8, and hosts refuse a request with its escape. Not thread-safe.
 */
final class BodyGenerator extends JsonGeneratorDelegate {
  // Below that, to go around Jackson costs more than it saves.
  private static final int SHORT_CHARS = 48;

  private final RequestBytes body;

  BodyGenerator(JsonGenerator json, RequestBytes body) {
    super(json);
    this.body = body;
  }

  @Override
  public JsonGenerator writeName(String name) {
    return super.writeName(WireJson.wellFormed(name));
  }

  @Override
  public JsonGenerator writeString(@Nullable String text) {
    if (text == null || text.length() < SHORT_CHARS) {
      return super.writeString(text == null ? null : WireJson.wellFormed(text));
    }
    super.writeRawValue("\"");
    flush(); // what Jackson holds goes before the text
    LongStrings.append(text, body);
    return super.writeRaw('"');
  }
}
