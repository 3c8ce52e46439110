package io.llmgw.test.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.LeakRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakRule.class)
class SimulatedBedrockTest {
  private static final String BODY =
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Why blue?\"}]}],"
          + "\"inferenceConfig\":{\"maxTokens\":9}}";
  private static final Map<String, String> KEY = Map.of("authorization", "Bearer sk-test");
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-central-1/bedrock/aws4_request,"
          + " SignedHeaders=content-type;host;x-amz-date, Signature="
          + "0123456789abcdef".repeat(4);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void answersAWholeConversation() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.bedrock().answer("Blue light").start()) {
      HttpResponse<byte[]> response = post(sim, "converse", BODY, KEY);

      assertThat(text(response))
          .isEqualTo(
              "{\"output\":{\"message\":{\"role\":\"assistant\","
                  + "\"content\":[{\"text\":\"Blue light\"}]}},\"stopReason\":\"end_turn\","
                  + "\"metrics\":{\"latencyMs\":1},"
                  + "\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5}}");
      assertThat(response.headers().firstValue("x-amzn-requestid")).hasValue("req_sim_1");
      assertThat(sim.log().get(0).text()).isEqualTo("Blue light");
      assertThat(sim.model()).isEqualTo("bedrock/sim-1");
      assertThat(sim.failures()).isEmpty();
    }
  }

  @Test
  void answersAStreamInBinaryMessages() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.bedrock().answer("Bl\u00e4ue").start()) {
      HttpResponse<byte[]> response = post(sim, "converse-stream", BODY, KEY);

      String expected =
          EventMessage.event("messageStart", "{\"role\":\"assistant\",\"p\":\"abcdefghijkl\"}")
              + EventMessage.event(
                  "contentBlockDelta",
                  "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Bl\u00e4ue\"},"
                      + "\"p\":\"abcdefghijklmnopq\"}")
              + EventMessage.event(
                  "contentBlockStop", "{\"contentBlockIndex\":0,\"p\":\"abcdefghijklmnop\"}")
              + EventMessage.event(
                  "messageStop", "{\"stopReason\":\"end_turn\",\"p\":\"abcdefghijk\"}")
              + EventMessage.event(
                  "metadata",
                  "{\"metrics\":{\"latencyMs\":1},\"usage\":{\"inputTokens\":3,"
                      + "\"outputTokens\":1,\"totalTokens\":4},\"p\":\"abcdefgh\"}");
      assertThat(new String(response.body(), StandardCharsets.ISO_8859_1)).isEqualTo(expected);
      assertThat(response.headers().firstValue("content-type"))
          .hasValue("application/vnd.amazon.eventstream");
    }
  }

  @Test
  void callsToolsUntilTheirResultComes() throws Exception {
    String result =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"toolResult\":"
            + "{\"toolUseId\":\"t\",\"content\":[{\"text\":\"rain\"}]}}]}]}";
    try (SimulatedProvider sim =
        SimulatedProvider.bedrock().callsTool("weather", "{\"city\":1}", "Rain.").start()) {
      assertThat(text(post(sim, "converse", BODY, KEY)))
          .contains(
              "{\"toolUse\":{\"toolUseId\":\"tooluse_sim_1_0\",\"name\":\"weather\","
                  + "\"input\":{\"city\":1}}}",
              "\"stopReason\":\"tool_use\"");
      assertThat(text(post(sim, "converse", result, KEY))).contains("Rain.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException",
    "401, UnrecognizedClientException",
    "429, ThrottlingException",
    "500, InternalServerException",
    "503, ServiceUnavailableException"
  })
  void refusesInTheProvidersWords(int status, String type) throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.bedrock().answer(Reply.status(status)).start()) {
      HttpResponse<byte[]> response = post(sim, "converse-stream", BODY, KEY);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
          .startsWith(type + ":");
      assertThat(text(response)).startsWith("{\"message\":");
    }
  }

  @Test
  void takesWhatLooksLikeASignature() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.bedrock().rejectsKey("AKID").always("Blue light").start()) {
      Map<String, String> bad = Map.of("authorization", SIGNED, "x-amz-date", "20260301T120000Z");
      Map<String, String> good =
          Map.of("authorization", SIGNED.replace("AKID", "AKIE"), "x-amz-date", "20260301T120000Z");

      assertThat(post(sim, "converse", BODY, bad).statusCode()).isEqualTo(401);
      assertThat(post(sim, "converse", BODY, good).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-date: 20260302T120000Z",
        "x-amz-date: today",
        "authorization: AWS4-HMAC-SHA256 Credential=AKID",
        "x-amz-security-token: not signed"
      })
  void refusesWhatDoesNot(String header) throws Exception {
    String[] pair = header.split(": ", 2);
    Map<String, String> headers =
        new HashMap<>(Map.of("authorization", SIGNED, "x-amz-date", "20260301T120000Z"));
    headers.put(pair[0], pair[1]);
    try (SimulatedProvider sim = SimulatedProvider.bedrock().always("x").start()) {
      HttpResponse<byte[]> response = post(sim, "converse", BODY, headers);

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
          .startsWith("InvalidSignatureException");
    }
  }

  @Test
  void insistsOnWhatTheApiInsistsOn() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.bedrock().always("x").start()) {
      assertThat(post(sim, "converse", "{}", KEY).statusCode()).isEqualTo(400);
      assertThat(post(sim, "describe", BODY, KEY).statusCode()).isEqualTo(404);
      assertThat(post(sim, "converse", BODY, Map.of()).statusCode()).isEqualTo(403);
    }
  }

  private HttpResponse<byte[]> post(
      SimulatedProvider sim, String operation, String body, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/model/sim-1/" + operation))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
