package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning in the format of Chat Completions, which OpenAI itself does not show: in the field that
 * most hosts have for it, and where it is signed in typed blocks as of OpenRouter.
 */
final class OpenAiThoughts {
  private static final String FORMAT = "simulated-v1";

  private OpenAiThoughts() {}

  /** The members of a message that has thought; none where it has not. */
  static Map<String, @Nullable Object> whole(AnswerDraft draft) {
    String text = String.join("", draft.thoughts());
    Map<String, @Nullable Object> members = text.isEmpty() ? object() : piece(draft, text);
    String signature = draft.signature();
    if (signature != null && !text.isEmpty()) {
      members.put("reasoning_details", List.of(block("text", text, "signature", signature)));
    }
    return members;
  }

  /** A change of a message with some of its reasoning. */
  static Map<String, @Nullable Object> piece(AnswerDraft draft, String text) {
    return draft.signature() == null
        ? object("reasoning_content", text)
        : object("reasoning", text, "reasoning_details", List.of(block("text", text)));
  }

  /** The change that signs all of it. */
  static Map<String, @Nullable Object> signature(String signature) {
    return object("reasoning_details", List.of(block("signature", signature)));
  }

  private static Map<String, @Nullable Object> block(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> block = object("type", "reasoning.text");
    block.putAll(object(namesAndValues));
    block.put("format", FORMAT);
    block.put("index", 0);
    return block;
  }
}
