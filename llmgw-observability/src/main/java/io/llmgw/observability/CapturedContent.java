package io.llmgw.observability;

import org.jspecify.annotations.Nullable;

/**
 * What was said in a call, as it is where {@link io.llmgw.api.chain.Slot#RECORD} stands: masked by
 * the policies around it. Each part is JSON in one line, in the form of OpenTelemetry's attribute
 * of that name, and cut where it would be longer than asked for. Immutable; {@code toString} shows
 * no text.
 *
 * @param systemInstructions the parts of the system's and developer's messages that the
 *     conversation begins with; null where it begins otherwise
 * @param inputMessages the messages after them, or the texts to be embedded; null where there are
 *     none. What is too much is left out at the beginning, as the last ones tell most
 * @param outputMessages the answer as far as it was passed on, by role, parts and reason to end;
 *     null for vectors, and where nothing came
 */
public record CapturedContent(
    @Nullable String systemInstructions,
    @Nullable String inputMessages,
    @Nullable String outputMessages) {
  @Override
  public String toString() {
    return "CapturedContent["
        + length(systemInstructions)
        + ", "
        + length(inputMessages)
        + " and "
        + length(outputMessages)
        + " chars]";
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
