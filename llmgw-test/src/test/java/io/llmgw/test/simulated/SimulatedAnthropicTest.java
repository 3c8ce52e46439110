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
class SimulatedAnthropicTest {
  private static final String MESSAGES =
      "\"model\":\"sim-1\",\"max_tokens\":9,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Why blue?\"}]";
  private static final String WHOLE = "{" + MESSAGES + "}";
  private static final String STREAMED = "{" + MESSAGES + ",\"stream\":true}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void answersAWholeMessage() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.anthropic().answer("Blue light").start()) {
      HttpResponse<String> response = post(sim, WHOLE);

      assertThat(response.body())
          .isEqualTo(
              "{\"id\":\"msg_sim_1\",\"type\":\"message\",\"role\":\"assistant\","
                  + "\"model\":\"sim-1\",\"content\":[{\"type\":\"text\",\"text\":\"Blue light\"}],"
                  + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                  + "\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}");
      assertThat(response.headers().firstValue("request-id")).hasValue("req_sim_1");
      assertThat(sim.log().get(0).text()).isEqualTo("Blue light");
      assertThat(sim.model()).isEqualTo("anthropic/sim-1");
      assertThat(sim.failures()).isEmpty();
    }
  }

  @Test
  void answersAStreamTokenByToken() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.anthropic().answer("Blue light").start()) {
      HttpResponse<String> response = post(sim, STREAMED);

      assertThat(response.body().split("\n\n"))
          .containsExactly(
              "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{"
                  + "\"id\":\"msg_sim_1\",\"type\":\"message\",\"role\":\"assistant\","
                  + "\"model\":\"sim-1\",\"content\":[],\"stop_reason\":null,"
                  + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}",
              "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                  + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
              "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                  + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Blue\"}}",
              "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                  + "\"delta\":{\"type\":\"text_delta\",\"text\":\" light\"}}",
              "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}",
              "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{"
                  + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                  + "\"usage\":{\"output_tokens\":2}}",
              "event: message_stop\ndata: {\"type\":\"message_stop\"}");
    }
  }

  @Test
  void thinksInABlockOfItsOwnThatIsSigned() throws Exception {
    Reply reply = Reply.text("Blue").reasoning("Thin air").signed("c2ln");
    try (SimulatedProvider sim = SimulatedProvider.anthropic().always(reply).start()) {
      assertThat(post(sim, WHOLE).body())
          .contains(
              "\"content\":[{\"type\":\"thinking\",\"thinking\":\"Thin air\","
                  + "\"signature\":\"c2ln\"},{\"type\":\"text\",\"text\":\"Blue\"}]",
              "\"output_tokens\":3}");
      assertThat(post(sim, STREAMED).body().replaceAll("event: .*\n", "").split("\n\n"))
          .contains(
              "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                  + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
              "data: {\"type\":\"content_block_delta\",\"index\":0,"
                  + "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\" air\"}}",
              "data: {\"type\":\"content_block_delta\",\"index\":0,"
                  + "\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}}",
              "data: {\"type\":\"content_block_stop\",\"index\":0}",
              "data: {\"type\":\"content_block_start\",\"index\":1,"
                  + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
              "data: {\"type\":\"content_block_stop\",\"index\":1}");
    }
  }

  @Test
  void callsToolsUntilTheirResultComes() throws Exception {
    String result =
        "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
            + "\"tool_use_id\":\"toolu_sim_1_0\",\"content\":\"rain\"}]}]}";
    try (SimulatedProvider sim =
        SimulatedProvider.anthropic().callsTool("weather", "{\"city\":1}", "Rain.").start()) {
      assertThat(post(sim, WHOLE).body())
          .contains(
              "{\"type\":\"tool_use\",\"id\":\"toolu_sim_1_0\",\"name\":\"weather\","
                  + "\"input\":{\"city\":1}}",
              "\"stop_reason\":\"tool_use\"");
      assertThat(post(sim, result).body()).contains("Rain.");
    }
  }

  @ParameterizedTest
  @CsvSource({"401, authentication_error", "429, rate_limit_error", "529, overloaded_error"})
  void refusesInTheProvidersWords(int status, String type) throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.anthropic().answer(Reply.status(status)).start()) {
      HttpResponse<String> response = post(sim, WHOLE);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type);
    }
  }

  @Test
  void cutsAtTheLimitAndRejectsKeys() throws Exception {
    String short1 = WHOLE.replace("\"max_tokens\":9", "\"max_tokens\":1");
    try (SimulatedProvider sim =
        SimulatedProvider.anthropic().always("Blue light").rejectsKey("sk-bad").start()) {
      assertThat(post(sim, short1).body())
          .contains("\"text\":\"Blue\"", "\"stop_reason\":\"max_tokens\"");
      assertThat(post(sim, WHOLE, "sk-bad").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void insistsOnWhatTheApiInsistsOn() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.anthropic().always("x").start()) {
      assertThat(post(sim, "{\"messages\":[]}").statusCode()).isEqualTo(400);
    }
  }

  private HttpResponse<String> post(SimulatedProvider sim, String body) throws Exception {
    return post(sim, body, "sk-test");
  }

  private HttpResponse<String> post(SimulatedProvider sim, String body, String key)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/v1/messages"))
            .header("x-api-key", key)
            .header("anthropic-version", "2023-06-01")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
