package io.llmgw.providers.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Writes every name and string well-formed. Not thread-safe. */
final class RepairingGenerator extends JsonGeneratorDelegate {
  RepairingGenerator(JsonGenerator out) {
    super(out);
  }

  @Override
  public JsonGenerator writeName(String name) {
    return super.writeName(WireJson.wellFormed(name));
  }

  @Override
  public JsonGenerator writeString(@Nullable String text) {
    return super.writeString(text == null ? null : WireJson.wellFormed(text));
  }
}
