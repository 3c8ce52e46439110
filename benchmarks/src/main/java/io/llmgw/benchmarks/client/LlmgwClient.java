package io.llmgw.benchmarks.client;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;

/** llmgw as it comes, with no policy added. */
public final class LlmgwClient implements CallClient {
  private final LlmClient llm;

  private LlmgwClient(LlmClient llm) {
    this.llm = llm;
  }

  /** A client of the server at this address. */
  public static LlmgwClient open(String baseUrl) {
    return open(baseUrl, HttpSettings.DEFAULTS);
  }

  /** A client that uses HTTP in this way. */
  public static LlmgwClient open(String baseUrl, HttpSettings http) {
    return new LlmgwClient(
        LlmClient.builder()
            .provider(
                OpenAi.builder()
                    .baseUrl(baseUrl)
                    .keys(Keys.of(Conversation.KEY))
                    .http(http)
                    .build())
            .defaultModel("openai/" + Conversation.MODEL)
            .build());
  }

  /** The request of every call. */
  public static ChatRequest request() {
    return ChatRequest.builder()
        .system(Conversation.SYSTEM)
        .user(Conversation.FIRST_QUESTION)
        .message(Message.assistant(Conversation.FIRST_ANSWER))
        .user(Conversation.QUESTION)
        .maxOutputTokens(Conversation.MOST_TOKENS)
        .temperature(Conversation.TEMPERATURE)
        .build();
  }

  @Override
  public int call() {
    ChatResponse answer = llm.chat(request());
    checkUsage(answer);
    return Conversation.check(answer.text().length());
  }

  @Override
  public int stream() {
    try (ChatStream stream = llm.stream(request())) {
      int length = 0;
      for (String piece : stream.text()) {
        length += piece.length();
      }
      ChatResponse answer = stream.response();
      checkUsage(answer);
      Conversation.check(answer.text().length());
      return Conversation.check(length);
    }
  }

  private static void checkUsage(ChatResponse answer) {
    if (answer.usage().isUnknown()) {
      throw new IllegalStateException("an answer without usage");
    }
  }

  @Override
  public void close() {
    llm.close();
  }
}
