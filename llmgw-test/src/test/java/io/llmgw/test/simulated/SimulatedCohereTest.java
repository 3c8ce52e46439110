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

@ExtendWith(LeakRule.class)
class SimulatedCohereTest {
  private static final String ASK =
      "{\"model\":\"command-sim\",\"messages\":[{\"role\":\"user\",\"content\":\"Why blue?\"}]}";
  private static final String STREAM = ASK.replace("]}", "],\"stream\":true}");
  private static final String USAGE =
      "\"usage\":{\"billed_units\":{\"input_tokens\":3,\"output_tokens\":2},"
          + "\"tokens\":{\"input_tokens\":3,\"output_tokens\":2}}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void answersWhole() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.cohere().answer("Blue light").start()) {
      HttpResponse<String> response = post(sim, "v2/chat", ASK);

      assertThat(response.body())
          .isEqualTo(
              "{\"id\":\"cohere-sim-1\",\"message\":{\"role\":\"assistant\","
                  + "\"content\":[{\"type\":\"text\",\"text\":\"Blue light\"}]},"
                  + "\"finish_reason\":\"COMPLETE\","
                  + USAGE
                  + "}");
      assertThat(sim.log().get(0).text()).isEqualTo("Blue light");
      assertThat(sim.model()).isEqualTo("cohere/sim-1");
      assertThat(sim.failures()).isEmpty();
    }
  }

  @Test
  void answersAStreamTokenByToken() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.cohere().answer("Blue light").start()) {
      String[] events = post(sim, "v2/chat", STREAM).body().split("\n\n");

      assertThat(events)
          .containsExactly(
              event(
                  "message-start",
                  "\"id\":\"cohere-sim-1\",\"delta\":{\"message\":{\"role\":\"assistant\","
                      + "\"content\":[],\"tool_plan\":\"\",\"tool_calls\":[],\"citations\":[]}}"),
              event(
                  "content-start",
                  "\"index\":0,\"delta\":{\"message\":{\"content\":"
                      + "{\"type\":\"text\",\"text\":\"\"}}}"),
              event(
                  "content-delta",
                  "\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"Blue\"}}}"),
              event(
                  "content-delta",
                  "\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\" light\"}}}"),
              event("content-end", "\"index\":0"),
              event("message-end", "\"delta\":{\"finish_reason\":\"COMPLETE\"," + USAGE + "}"),
              "data: [DONE]");
    }
  }

  private static String event(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}";
  }

  @Test
  void callsToolsUntilTheirResultComes() throws Exception {
    String result =
        "{\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"rain\"}]}";
    try (SimulatedProvider sim =
        SimulatedProvider.cohere().callsTool("weather", "{\"city\":1}", "Rain.").start()) {
      assertThat(post(sim, "v2/chat", ASK).body())
          .contains(
              "\"tool_calls\":[{\"id\":\"call_sim_1_0\",\"type\":\"function\",\"function\":"
                  + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":1}\"}}]")
          .contains("\"finish_reason\":\"TOOL_CALL\"");
      assertThat(post(sim, "v2/chat", result).body()).contains("Rain.");
    }
  }

  @Test
  void streamsCallsOfTools() throws Exception {
    Reply calls = Reply.toolCall("weather", "{}").andToolCall("clock", "{}");
    try (SimulatedProvider sim = SimulatedProvider.cohere().answer(calls).start()) {
      assertThat(post(sim, "v2/chat", STREAM).body())
          .containsSubsequence(
              "event: tool-call-start",
              "\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"id\":\"call_sim_1_0\"",
              "event: tool-call-delta",
              "\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":",
              "{\"type\":\"tool-call-end\",\"index\":0}",
              "\"name\":\"clock\"",
              "{\"type\":\"tool-call-end\",\"index\":1}",
              "event: message-end");
    }
  }

  @Test
  void refusesInWordsAlone() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.cohere().always(Reply.status(429)).start()) {
      HttpResponse<String> response = post(sim, "v2/chat", ASK);

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.body())
          .startsWith("{\"id\":\"error-sim\",\"message\":\"")
          .doesNotContain("error_type");
    }
  }

  @Test
  void cutsAtTheLimitAndRejectsKeys() throws Exception {
    String limited = ASK.replace("]}", "],\"max_tokens\":1}");
    try (SimulatedProvider sim =
        SimulatedProvider.cohere().always("Blue light").rejectsKey("sk-bad").start()) {
      assertThat(post(sim, "v2/chat", limited).body())
          .contains("\"text\":\"Blue\"", "\"finish_reason\":\"MAX_TOKENS\"");
      assertThat(post(sim, "v2/chat", ASK, "sk-bad").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void makesVectors() throws Exception {
    String embed =
        "{\"model\":\"m\",\"texts\":[\"a\"],\"input_type\":\"search_query\","
            + "\"embedding_types\":[\"float\"],\"output_dimension\":1}";
    try (SimulatedProvider sim = SimulatedProvider.cohere().start()) {
      assertThat(post(sim, "v2/embed", embed).body())
          .isEqualTo(
              "{\"embeddings\":{\"float\":[[1.0]]},"
                  + "\"meta\":{\"billed_units\":{\"input_tokens\":1}},"
                  + "\"response_type\":\"embeddings_by_type\"}");
      String untyped = embed.replace("\"input_type\":\"search_query\",", "");
      assertThat(post(sim, "v2/embed", untyped).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void ranksDocumentsByTheWordsOfTheQuery() throws Exception {
    String rerank =
        "{\"model\":\"m\",\"query\":\"blue light\",\"documents\":[\"red\",\"a blue car\","
            + "\"Blue light\"],\"top_n\":2}";
    try (SimulatedProvider sim = SimulatedProvider.cohere().start()) {
      assertThat(post(sim, "v2/rerank", rerank).body())
          .isEqualTo(
              "{\"id\":\"rerank-sim\",\"results\":[{\"index\":2,\"relevance_score\":1.0},"
                  + "{\"index\":1,\"relevance_score\":0.5}],"
                  + "\"meta\":{\"billed_units\":{\"search_units\":1}}}");
      assertThat(post(sim, "v2/rerank", rerank.replace("query", "q")).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void listsTheTokensOfAText() throws Exception {
    String tokenize = "{\"text\":\"Blue light\",\"model\":\"m\"}";
    try (SimulatedProvider sim = SimulatedProvider.cohere().start()) {
      assertThat(post(sim, "v1/tokenize", tokenize).body()).isEqualTo("{\"tokens\":[2,1]}");
      assertThat(post(sim, "v1/tokenize", tokenize.replace("Blue light", "")).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void insistsOnWhatTheApiInsistsOn() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.cohere().always("x").start()) {
      assertThat(post(sim, "v2/chat", "{\"messages\":[]}").statusCode()).isEqualTo(400);
      assertThat(post(sim, "v2/chat", "{").statusCode()).isEqualTo(400);
      assertThat(post(sim, "v2/unknown", ASK).statusCode()).isEqualTo(404);
    }
  }

  private HttpResponse<String> post(SimulatedProvider sim, String path, String body)
      throws Exception {
    return post(sim, path, body, "sk-test");
  }

  private HttpResponse<String> post(SimulatedProvider sim, String path, String body, String key)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/" + path))
            .header("authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
