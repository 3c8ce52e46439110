package io.llmgw.benchmarks.peers.springai;

import io.llmgw.benchmarks.client.CallClient;
import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.benchmarks.whole.PeerCalls;
import java.io.IOException;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI's model of OpenAI as it comes, without an application context. */
public final class SpringAiCalls implements CallClient {
  private final OpenAiChatModel model;

  private SpringAiCalls(String baseUrl) {
    model =
        OpenAiChatModel.builder()
            .options(
                OpenAiChatOptions.builder()
                    .baseUrl(baseUrl)
                    .apiKey(Conversation.KEY)
                    .model(Conversation.MODEL)
                    .maxCompletionTokens(Conversation.MOST_TOKENS)
                    .temperature(Conversation.TEMPERATURE)
                    .streamUsage(true)
                    .build())
            .build();
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException {
    PeerCalls.run("peer-spring-ai", "Spring AI 2.0.1", SpringAiCalls::new);
  }

  private static Prompt request() {
    return new Prompt(
        new SystemMessage(Conversation.SYSTEM),
        new UserMessage(Conversation.FIRST_QUESTION),
        new AssistantMessage(Conversation.FIRST_ANSWER),
        new UserMessage(Conversation.QUESTION));
  }

  @Override
  public int call() {
    ChatResponse answer = model.call(request());
    checkUsage(answer.getMetadata().getUsage().getPromptTokens());
    return Conversation.check(textOf(answer).length());
  }

  @Override
  public int stream() {
    StringBuilder text = new StringBuilder();
    int inputTokens = 0;
    for (ChatResponse chunk : model.stream(request()).toIterable()) {
      text.append(textOf(chunk));
      inputTokens = Math.max(inputTokens, chunk.getMetadata().getUsage().getPromptTokens());
    }
    checkUsage(inputTokens);
    return Conversation.check(text.length());
  }

  private static String textOf(ChatResponse answer) {
    Generation result = answer.getResult();
    String text = result == null ? null : result.getOutput().getText();
    return text == null ? "" : text;
  }

  private static void checkUsage(int inputTokens) {
    if (inputTokens == 0) {
      throw new IllegalStateException("an answer without usage");
    }
  }

  @Override
  public void close() {
    // It has nothing to close.
  }
}
