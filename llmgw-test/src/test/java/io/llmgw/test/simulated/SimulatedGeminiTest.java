package io.llmgw.test.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.LeakRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakRule.class)
class SimulatedGeminiTest {
  private static final String ASK =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Why blue?\"}]}]}";
  private static final String HEAD =
      "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"%s\"}],\"role\":\"model\"},";
  private static final String TAIL =
      "\"modelVersion\":\"gemini-sim\",\"responseId\":\"response-sim-1\"}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void answersWhole() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.gemini().answer("Blue light").start()) {
      HttpResponse<String> response = post(sim, ":generateContent", ASK);

      assertThat(response.body())
          .isEqualTo(
              HEAD.formatted("Blue light")
                  + "\"finishReason\":\"STOP\",\"index\":0}],"
                  + "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,"
                  + "\"totalTokenCount\":5},"
                  + TAIL);
      assertThat(sim.log().get(0).text()).isEqualTo("Blue light");
      assertThat(sim.model()).isEqualTo("gemini/sim-1");
      assertThat(sim.failures()).isEmpty();
    }
  }

  @Test
  void answersAStreamTokenByToken() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.gemini().answer("Blue light").start()) {
      HttpResponse<String> response = post(sim, ":streamGenerateContent?alt=sse", ASK);

      assertThat(response.body().split("\r\n\r\n"))
          .containsExactly(
              "data: {\"candidates\":[{\"content\":{\"parts\":[],\"role\":\"model\"},\"index\":0}],"
                  + "\"usageMetadata\":{\"promptTokenCount\":3,\"totalTokenCount\":3},"
                  + TAIL,
              "data: " + HEAD.formatted("Blue") + "\"index\":0}]," + TAIL,
              "data: " + HEAD.formatted(" light") + "\"index\":0}]," + TAIL,
              "data: "
                  + HEAD.formatted("")
                  + "\"finishReason\":\"STOP\",\"index\":0}],"
                  + "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,"
                  + "\"totalTokenCount\":5},"
                  + TAIL);
    }
  }

  @Test
  void callsToolsUntilTheirResultComes() throws Exception {
    String result =
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"weather\","
            + "\"response\":{\"output\":\"rain\"}}}]}]}";
    try (SimulatedProvider sim =
        SimulatedProvider.gemini().callsTool("weather", "{\"city\":1}", "Rain.").start()) {
      assertThat(post(sim, ":generateContent", ASK).body())
          .contains(
              "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":1}},"
                  + "\"thoughtSignature\":\"c2ltdWxhdGVk\"}");
      assertThat(post(sim, ":generateContent", result).body()).contains("Rain.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "401, UNAUTHENTICATED",
    "404, NOT_FOUND",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "503, UNAVAILABLE"
  })
  void refusesInTheProvidersWords(int status, String word) throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.gemini().answer(Reply.status(status)).start()) {
      HttpResponse<String> response = post(sim, ":generateContent", ASK);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.body())
          .startsWith("{\"error\":{\"code\":" + status + ",")
          .endsWith("\"status\":\"" + word + "\"}}");
    }
  }

  @Test
  void cutsAtTheLimitAndRejectsKeys() throws Exception {
    String limited = ASK.replace("]}]}", "]}],\"generationConfig\":{\"maxOutputTokens\":1}}");
    try (SimulatedProvider sim =
        SimulatedProvider.gemini().always("Blue light").rejectsKey("sk-bad").start()) {
      assertThat(post(sim, ":generateContent", limited).body())
          .contains("\"text\":\"Blue\"", "\"finishReason\":\"MAX_TOKENS\"");
      assertThat(post(sim, ":generateContent", ASK, "sk-bad").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void makesVectorsInEachForm() throws Exception {
    String batch =
        "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":1}]}";
    String one =
        "{\"content\":{\"parts\":[{\"text\":\"a\"}]},"
            + "\"embedContentConfig\":{\"outputDimensionality\":1}}";
    String predict =
        "{\"instances\":[{\"content\":\"a\"}],\"parameters\":{\"outputDimensionality\":1}}";
    try (SimulatedProvider sim = SimulatedProvider.gemini().start()) {
      String vector = "{\"values\":[1.0]}";

      assertThat(post(sim, ":batchEmbedContents", batch).body())
          .contains("{\"embeddings\":[" + vector + "],\"usageMetadata\":{\"promptTokenCount\":1}}");
      assertThat(post(sim, ":embedContent", one).body())
          .contains("{\"embedding\":" + vector + ",\"usageMetadata\":{\"promptTokenCount\":1}}");
      assertThat(post(sim, ":embedContent", "{}").statusCode()).isEqualTo(400);
      assertThat(post(sim, ":predict", predict).body())
          .isEqualTo("{\"predictions\":[{\"embeddings\":" + vector + "}]}");
    }
  }

  @Test
  void insistsOnWhatTheApiInsistsOn() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.gemini().always("x").start()) {
      assertThat(post(sim, ":generateContent", "{\"contents\":[]}").statusCode()).isEqualTo(400);
      assertThat(post(sim, ":generateContent", "{").statusCode()).isEqualTo(400);
      assertThat(post(sim, ":unknown", ASK).statusCode()).isEqualTo(404);
    }
  }

  private HttpResponse<String> post(SimulatedProvider sim, String method, String body)
      throws Exception {
    return post(sim, method, body, "sk-test");
  }

  private HttpResponse<String> post(SimulatedProvider sim, String method, String body, String key)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/v1beta/models/gemini-sim" + method))
            .header("x-goog-api-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
