package io.llmgw.benchmarks.peers.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.llmgw.benchmarks.client.CallClient;
import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.benchmarks.whole.PeerCalls;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** LangChain4j as it comes, with the HTTP client that it brings along, the JDK's. */
public final class LangChain4jCalls implements CallClient {
  private final OpenAiChatModel model;
  private final OpenAiStreamingChatModel streamingModel;

  private LangChain4jCalls(String baseUrl) {
    model =
        OpenAiChatModel.builder()
            .baseUrl(baseUrl)
            .apiKey(Conversation.KEY)
            .modelName(Conversation.MODEL)
            .maxCompletionTokens(Conversation.MOST_TOKENS)
            .temperature(Conversation.TEMPERATURE)
            .build();
    streamingModel =
        OpenAiStreamingChatModel.builder()
            .baseUrl(baseUrl)
            .apiKey(Conversation.KEY)
            .modelName(Conversation.MODEL)
            .maxCompletionTokens(Conversation.MOST_TOKENS)
            .temperature(Conversation.TEMPERATURE)
            .build();
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException {
    PeerCalls.run("peer-langchain4j", "LangChain4j 1.19.0", LangChain4jCalls::new);
  }

  private static ChatRequest request() {
    return ChatRequest.builder()
        .messages(
            SystemMessage.from(Conversation.SYSTEM),
            UserMessage.from(Conversation.FIRST_QUESTION),
            AiMessage.from(Conversation.FIRST_ANSWER),
            UserMessage.from(Conversation.QUESTION))
        .build();
  }

  @Override
  public int call() {
    return check(model.chat(request()));
  }

  @Override
  public int stream() {
    CompletableFuture<ChatResponse> end = new CompletableFuture<>();
    int[] length = {0};
    streamingModel.chat(
        request(),
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String piece) {
            length[0] += piece.length();
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            end.completeExceptionally(error);
          }
        });
    check(end.join());
    return Conversation.check(length[0]);
  }

  private static int check(ChatResponse answer) {
    if (answer.tokenUsage().inputTokenCount() == 0) {
      throw new IllegalStateException("an answer without usage");
    }
    return Conversation.check(answer.aiMessage().text().length());
  }

  @Override
  public void close() {
    // It has nothing to close.
  }
}
