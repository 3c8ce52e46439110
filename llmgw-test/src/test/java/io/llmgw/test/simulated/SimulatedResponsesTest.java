package io.llmgw.test.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.json.Json;
import io.llmgw.test.LeakRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakRule.class)
class SimulatedResponsesTest {
  private static final String ASK = "\"model\":\"sim-1\",\"input\":\"Why blue?\"";
  private static final String WHOLE = "{" + ASK + "}";
  private static final String STREAMED = "{" + ASK + ",\"stream\":true}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void answersAWholeResponse() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAiResponses().answer("Blue light").start()) {
      HttpResponse<String> response = post(sim, WHOLE);

      assertThat(response.body())
          .contains(
              "\"id\":\"resp_sim_1\",\"object\":\"response\"",
              "\"status\":\"completed\"",
              "{\"id\":\"msg_sim_1\",\"type\":\"message\",\"status\":\"completed\",\"content\":["
                  + "{\"type\":\"output_text\",\"annotations\":[],\"text\":\"Blue light\"}],"
                  + "\"role\":\"assistant\"}",
              "\"usage\":{\"input_tokens\":3,",
              "\"output_tokens\":2,");
      assertThat(response.headers().firstValue("x-request-id")).hasValue("req_sim_1");
      assertThat(sim.log().get(0).text()).isEqualTo("Blue light");
      assertThat(sim.model()).isEqualTo("openai/sim-1");
      assertThat(sim.failures()).isEmpty();
    }
  }

  @Test
  void answersAStreamTokenByTokenAndCountsItsEvents() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAiResponses().answer("Blue light").start()) {
      String[] events = post(sim, STREAMED).body().split("\n\n");

      assertThat(events)
          .extracting(event -> event.substring("event: ".length(), event.indexOf('\n')))
          .containsExactly(
              "response.created",
              "response.output_item.added",
              "response.content_part.added",
              "response.output_text.delta",
              "response.output_text.delta",
              "response.content_part.done",
              "response.output_item.done",
              "response.completed");
      for (int i = 0; i < events.length; i++) {
        Json data = Json.ofText(events[i].substring(events[i].indexOf("data: ") + 6));
        assertThat(data.asObject()).containsEntry("sequence_number", (long) i);
      }
      assertThat(events[3]).contains("\"delta\":\"Blue\"");
      assertThat(events[7]).contains("\"text\":\"Blue light\"", "\"output_tokens\":2");
    }
  }

  @Test
  void callsToolsUntilTheirResultComes() throws Exception {
    String result =
        "{\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"call_sim_1_0\","
            + "\"output\":\"rain\"}]}";
    try (SimulatedProvider sim =
        SimulatedProvider.openAiResponses().callsTool("weather", "{\"city\":1}", "Rain.").start()) {
      assertThat(post(sim, WHOLE).body())
          .contains(
              "{\"id\":\"fc_sim_1_0\",\"type\":\"function_call\",\"status\":\"completed\","
                  + "\"arguments\":\"{\\\"city\\\":1}\",\"call_id\":\"call_sim_1_0\","
                  + "\"name\":\"weather\"}");
      assertThat(post(sim, result).body()).contains("Rain.");
    }
  }

  @Test
  void cutsAtTheLimitRejectsKeysAndInsistsOnAnInput() throws Exception {
    String limited = "{" + ASK + ",\"max_output_tokens\":1}";
    try (SimulatedProvider sim =
        SimulatedProvider.openAiResponses().always("Blue light").rejectsKey("sk-bad").start()) {
      assertThat(post(sim, limited).body())
          .contains(
              "\"text\":\"Blue\"",
              "\"status\":\"incomplete\"",
              "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}");
      assertThat(post(sim, WHOLE, "sk-bad").statusCode()).isEqualTo(401);
      assertThat(post(sim, "{\"messages\":[]}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void saysWhatItWasToldWhereNothingIsScripted() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAiResponses().start()) {
      assertThat(post(sim, WHOLE).body()).contains("You said: Why blue?");
    }
  }

  private HttpResponse<String> post(SimulatedProvider sim, String body) throws Exception {
    return post(sim, body, "sk-test");
  }

  private HttpResponse<String> post(SimulatedProvider sim, String body, String key)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/responses"))
            .header("authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
