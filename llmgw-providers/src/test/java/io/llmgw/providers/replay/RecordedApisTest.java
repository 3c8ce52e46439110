package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recorded exchange is either read by a suite or of an API that is not offered, and each of
 * those is named here: a sort of recording that is new fails until somebody has decided.
 */
class RecordedApisTest {
  private static final String SUITES = "io.llmgw.providers.";

  /** By API: the suite that reads all of it, whoever the provider is. */
  private static final Map<String, String> READ =
      Map.ofEntries(
          Map.entry("anthropic-messages", "anthropic.AnthropicReplayTest"),
          Map.entry("audio", "operation.OperationsReplayTest"),
          Map.entry("bedrock-converse", "bedrock.ConverseReplayTest"),
          Map.entry("chat-completions", "openai.ChatCompletionsReplayTest"),
          Map.entry("cohere-chat", "cohere.CohereReplayTest"),
          Map.entry("cohere-embed", "cohere.CohereEmbeddingTest"),
          Map.entry("embeddings", "openai.EmbeddingsReplayTest"),
          Map.entry("gemini-embed", "gemini.GeminiEmbeddingTest"),
          Map.entry("gemini-generate", "gemini.GeminiReplayTest"),
          Map.entry("images", "operation.OperationsReplayTest"),
          Map.entry("ollama-chat", "ollama.OllamaReplayTest"),
          Map.entry("rerank", "operation.OperationsReplayTest"),
          Map.entry("responses", "responses.ResponsesReplayTest"));

  /** By API: why none of it is read. */
  private static final Map<String, String> NOT_OFFERED =
      Map.ofEntries(
          Map.entry("batch", "jobs that take hours are no calls"),
          Map.entry("cache", "caches of prompts are made and dropped by hand, and named in a call"),
          Map.entry("cohere-chat-v1", "chats go to v2"),
          Map.entry("completions", "chats have messages, and go to chat/completions"),
          Map.entry("files", "files are uploaded by hand, and named in a call"),
          Map.entry("gemini-interactions", "chats go to generateContent"),
          Map.entry("models", "lists of models are no calls"),
          Map.entry("ocr", "no operation of the gateway"),
          Map.entry("ollama-generate", "chats go to /api/chat"),
          Map.entry("responses-compact", "no operation of the gateway"),
          Map.entry("vertex-predict", "no operation of the gateway is asked there"));

  @Test
  void eachIsReadOrOfAnApiThatIsNotOffered() {
    Map<String, Integer> read = new TreeMap<>();
    Map<String, Integer> notOffered = new TreeMap<>();
    Set<String> undecided = new TreeSet<>();
    Recordings recordings = Recordings.required();
    recordings
        .counts()
        .forEach(
            (api, providers) ->
                providers.forEach(
                    (provider, count) -> {
                      String line = provider + " " + api;
                      int taken = readOf(recordings, provider, api, count);
                      if (taken < 0) {
                        undecided.add(line);
                      }
                      if (taken > 0) {
                        read.put(line + ": " + suite(provider, api), taken);
                      }
                      if (taken >= 0 && taken < count) {
                        notOffered.put(line + ": " + reason(api), count - taken);
                      }
                    }));

    print("Recorded and read", read);
    print("Recorded and not offered", notOffered);
    assertThat(undecided).as("recorded, and neither read nor said not to be offered").isEmpty();
    assertThat(read.size()).isGreaterThan(40);
  }

  /** How many of them are read; negative where nobody has decided. */
  private static int readOf(Recordings recordings, String provider, String api, int all) {
    return switch (api) {
      // Of models of others than Anthropic, Bedrock has Converse.
      case "bedrock-invoke" ->
          (int)
              recordings.of(provider, api).stream()
                  .filter(each -> each.request().has("anthropic_version"))
                  .count();
      // Writer's chats; threads, runs, uploads, videos and lists of others.
      case "other" -> provider.equals("writer") ? all : 0;
      case "count-tokens" -> all;
      default -> READ.containsKey(api) ? all : NOT_OFFERED.containsKey(api) ? 0 : -1;
    };
  }

  private static String suite(String provider, String api) {
    return switch (api) {
      case "bedrock-invoke" -> "bedrock.InvokeReplayTest";
      case "other" -> "openai.ChatCompletionsReplayTest";
      case "count-tokens" ->
          provider.equals("anthropic") ? "anthropic.AnthropicCountTest" : "gemini.GeminiCountTest";
      default -> READ.getOrDefault(api, "");
    };
  }

  private static String reason(String api) {
    return switch (api) {
      case "bedrock-invoke" -> "models of others than Anthropic are asked by Converse";
      case "other" -> "no operations of the gateway";
      default -> NOT_OFFERED.getOrDefault(api, "");
    };
  }

  private static void print(String title, Map<String, Integer> lines) {
    StringBuilder text = new StringBuilder(title + ":");
    lines.forEach((line, count) -> text.append("\n  ").append(count).append(' ').append(line));
    System.out.println(text);
  }

  @Test
  void noApiIsBothAndNoneIsNamedThatIsNotRecorded() {
    Set<String> named = new TreeSet<>(READ.keySet());
    named.addAll(NOT_OFFERED.keySet());
    assertThat(named).hasSize(READ.size() + NOT_OFFERED.size());

    assertThat(Recordings.required().counts().keySet()).containsAll(named);
  }

  @Test
  void everySuiteIsThere() throws ClassNotFoundException {
    Set<String> suites = new TreeSet<>(READ.values());
    for (String api : new String[] {"bedrock-invoke", "other"}) {
      suites.add(suite("", api));
    }
    suites.add(suite("anthropic", "count-tokens"));
    suites.add(suite("gemini", "count-tokens"));
    for (String suite : suites) {
      Method[] methods = Class.forName(SUITES + suite).getDeclaredMethods();
      assertThat(
              Arrays.stream(methods).anyMatch(each -> each.isAnnotationPresent(TestFactory.class)))
          .as(suite)
          .isTrue();
    }
  }
}
