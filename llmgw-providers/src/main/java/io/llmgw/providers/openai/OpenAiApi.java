package io.llmgw.providers.openai;

/** The two APIs by which OpenAI, and others that speak as it does, answer chats. */
public enum OpenAiApi {
  /** Chat Completions (platform.openai.com/docs/api-reference/chat), which every host speaks. */
  CHAT_COMPLETIONS("chat-completions"),

  /**
   * Responses (platform.openai.com/docs/api-reference/responses), without state on the server:
   * requests say {@code store: false}, and ask for reasoning in a form that only the provider can
   * read ({@code include: ["reasoning.encrypted_content"]}) unless the model is one of those that
   * do not reason. It goes back with the turn that it belongs to, as do all items that only the
   * provider understands, so that a conversation goes on wherever it is continued; on another
   * provider they are left out, and the trail says so.
   *
   * <p>The API has no {@code stop}, {@code seed} and penalties, and no audio; they are refused by
   * name, or left out under {@link io.llmgw.api.request.Leniency#DROP}. What needs state on the
   * server, as {@code previous_response_id}, {@code conversation} or {@code background}, is asked
   * for in {@code extraBody}, beside {@code store}; so are the provider's own tools, other things
   * to include ({@code include}), and what {@code reasoning} ({@code summary}) and {@code text}
   * ({@code verbosity}) hold beside that which a request says in words of its own. An answer that
   * is still made in the background ends with {@code PAUSE}.
   */
  RESPONSES("responses");

  private final String setting;

  OpenAiApi(String setting) {
    this.setting = setting;
  }

  /**
   * The API that a setting names.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static OpenAiApi named(String setting) {
    for (OpenAiApi api : values()) {
      if (api.setting.equals(setting)) {
        return api;
      }
    }
    throw new IllegalArgumentException(
        "setting api must be 'chat-completions' or 'responses', not '" + setting + "'");
  }
}
