package io.llmgw.benchmarks.peers.openaijava;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.llmgw.benchmarks.client.CallClient;
import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.benchmarks.whole.PeerCalls;
import java.io.IOException;
import java.util.Iterator;

/** OpenAI's own library as it comes. */
public final class OpenAiJavaCalls implements CallClient {
  private final OpenAIClient client;

  private OpenAiJavaCalls(String baseUrl) {
    client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey(Conversation.KEY).build();
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) throws IOException {
    PeerCalls.run("peer-openai-java", "openai-java 4.101.0", OpenAiJavaCalls::new);
  }

  private static ChatCompletionCreateParams.Builder request() {
    return ChatCompletionCreateParams.builder()
        .model(Conversation.MODEL)
        .addSystemMessage(Conversation.SYSTEM)
        .addUserMessage(Conversation.FIRST_QUESTION)
        .addAssistantMessage(Conversation.FIRST_ANSWER)
        .addUserMessage(Conversation.QUESTION)
        .maxCompletionTokens(Conversation.MOST_TOKENS)
        .temperature(Conversation.TEMPERATURE);
  }

  @Override
  public int call() {
    ChatCompletion answer = client.chat().completions().create(request().build());
    checkUsage(answer.usage().orElseThrow().promptTokens());
    return Conversation.check(answer.choices().get(0).message().content().orElseThrow().length());
  }

  @Override
  public int stream() {
    ChatCompletionCreateParams asked =
        request()
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    StringBuilder text = new StringBuilder();
    long inputTokens = 0;
    try (StreamResponse<ChatCompletionChunk> answer =
        client.chat().completions().createStreaming(asked)) {
      Iterator<ChatCompletionChunk> chunks = answer.stream().iterator();
      while (chunks.hasNext()) {
        ChatCompletionChunk chunk = chunks.next();
        if (!chunk.choices().isEmpty()) {
          text.append(chunk.choices().get(0).delta().content().orElse(""));
        }
        if (chunk.usage().isPresent()) {
          inputTokens = chunk.usage().get().promptTokens();
        }
      }
    }
    checkUsage(inputTokens);
    return Conversation.check(text.length());
  }

  private static void checkUsage(long inputTokens) {
    if (inputTokens == 0) {
      throw new IllegalStateException("an answer without usage");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
