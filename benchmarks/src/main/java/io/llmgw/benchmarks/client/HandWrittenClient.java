package io.llmgw.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an application writes that needs one call and one stream and wants no library: OkHttp, and
 * Jackson's trees. It knows the good case only.
 */
public final class HandWrittenClient implements CallClient {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String DATA = "data: ";

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final OkHttpClient http;
  private final HttpUrl url;

  private HandWrittenClient(OkHttpClient http, HttpUrl url) {
    this.http = http;
    this.url = url;
  }

  /** A client of the server at this address. */
  public static HandWrittenClient open(String baseUrl) {
    return open(baseUrl, new OkHttpClient());
  }

  /** A client that uses HTTP in this way. */
  public static HandWrittenClient open(String baseUrl, OkHttpClient http) {
    return new HandWrittenClient(http, HttpUrl.get(baseUrl + "/chat/completions"));
  }

  /** What the application wants to know. */
  private record Answer(
      @Nullable String id,
      @Nullable String model,
      String text,
      @Nullable String finishReason,
      long inputTokens,
      long outputTokens) {}

  @Override
  public int call() {
    try (Response response = http.newCall(request(false)).execute()) {
      checkStatus(response);
      JsonNode body = mapper.readTree(response.body().bytes());
      JsonNode choice = body.path("choices").path(0);
      JsonNode usage = body.path("usage");
      return check(
          new Answer(
              body.path("id").asString(),
              body.path("model").asString(),
              choice.path("message").path("content").asString(),
              choice.path("finish_reason").asString(),
              usage.path("prompt_tokens").asLong(),
              usage.path("completion_tokens").asLong()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int stream() {
    try (Response response = http.newCall(request(true)).execute()) {
      checkStatus(response);
      BufferedSource lines = response.body().source();
      StringBuilder text = new StringBuilder();
      String id = null;
      String model = null;
      String finishReason = null;
      long inputTokens = 0;
      long outputTokens = 0;
      String line;
      while ((line = lines.readUtf8Line()) != null) {
        if (!line.startsWith(DATA)) {
          continue;
        }
        String payload = line.substring(DATA.length());
        if (payload.equals("[DONE]")) {
          break;
        }
        JsonNode chunk = mapper.readTree(payload);
        id = chunk.path("id").asString();
        model = chunk.path("model").asString();
        JsonNode choice = chunk.path("choices").path(0);
        text.append(choice.path("delta").path("content").asString(""));
        finishReason = choice.path("finish_reason").asString(finishReason);
        JsonNode usage = chunk.path("usage");
        inputTokens = usage.path("prompt_tokens").asLong(inputTokens);
        outputTokens = usage.path("completion_tokens").asLong(outputTokens);
      }
      lines.readByteString(); // the end of the body, so that the connection is used again
      return check(new Answer(id, model, text.toString(), finishReason, inputTokens, outputTokens));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Request request(boolean streamed) {
    ObjectNode body = mapper.createObjectNode();
    body.put("model", Conversation.MODEL);
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", Conversation.SYSTEM);
    messages.addObject().put("role", "user").put("content", Conversation.FIRST_QUESTION);
    messages.addObject().put("role", "assistant").put("content", Conversation.FIRST_ANSWER);
    messages.addObject().put("role", "user").put("content", Conversation.QUESTION);
    body.put("max_completion_tokens", Conversation.MOST_TOKENS);
    body.put("temperature", Conversation.TEMPERATURE);
    if (streamed) {
      body.put("stream", true);
      body.putObject("stream_options").put("include_usage", true);
    }
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer " + Conversation.KEY)
        .header("Accept", streamed ? "text/event-stream" : "application/json")
        .post(RequestBody.create(mapper.writeValueAsBytes(body), JSON))
        .build();
  }

  private static void checkStatus(Response response) {
    if (response.code() != 200) {
      throw new IllegalStateException("answered " + response.code());
    }
  }

  private static int check(Answer answer) {
    if (answer.inputTokens() == 0 || answer.outputTokens() == 0) {
      throw new IllegalStateException("an answer without usage");
    }
    return Conversation.check(answer.text().length());
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
