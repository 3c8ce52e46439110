package io.llmgw.test.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.json.Json;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.ServedReply.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakRule.class)
class SimulatedProviderTest {
  private static final String TEXT = "Blue light scatters most.";
  private static final String MESSAGES =
      "\"model\":\"sim-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Why blue?\"}]";
  private static final String WHOLE = "{" + MESSAGES + "}";
  private static final String STREAMED = "{" + MESSAGES + ",\"stream\":true}";
  private static final String STREAMED_WITH_USAGE =
      "{" + MESSAGES + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void onlyAnswersThinkAndOnlyThoughtsAreSigned() {
    assertThatThrownBy(() -> Reply.status(429).reasoning("Hm"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("text or tool calls");
    assertThatThrownBy(() -> Reply.text("Blue").signed("c2ln"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("signed follows reasoning");
  }

  @Test
  void answersAWholeChat() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().answer(TEXT).start()) {
      HttpResponse<String> response = post(sim, WHOLE);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .isEqualTo(
              "{\"id\":\"chatcmpl-sim-1\",\"object\":\"chat.completion\",\"created\":1767225600,"
                  + "\"model\":\"sim-1\",\"choices\":[{\"index\":0,\"message\":{"
                  + "\"role\":\"assistant\",\"content\":\"Blue light scatters most.\"},"
                  + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,"
                  + "\"completion_tokens\":6,\"total_tokens\":9}}");
      ServedReply served = sim.log().get(0);
      assertThat(served.text()).isEqualTo(TEXT);
      assertThat(served.inputTokens()).isEqualTo(3);
      assertThat(served.outputTokens()).isEqualTo(6);
      assertThat(served.finish()).isEqualTo("stop");
      assertThat(served.isComplete()).isTrue();
      assertThat(sim.requests().get(0).path()).isEqualTo("/v1/chat/completions");
      assertThat(sim.requests().get(0).bearerToken()).isEqualTo("sk-test");
      assertThat(sim.failures()).isEmpty();
    }
  }

  @Test
  void answersAStreamTokenByToken() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().answer("Blue light").start()) {
      HttpResponse<String> response = post(sim, STREAMED_WITH_USAGE);

      String head =
          "data: {\"id\":\"chatcmpl-sim-1\",\"object\":\"chat.completion.chunk\","
              + "\"created\":1767225600,\"model\":\"sim-1\",\"choices\":[";
      assertThat(response.headers().firstValue("content-type"))
          .hasValue("text/event-stream; charset=utf-8");
      assertThat(response.body().split("\n\n"))
          .containsExactly(
              head
                  + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                  + "\"finish_reason\":null}],\"usage\":null}",
              head
                  + "{\"index\":0,\"delta\":{\"content\":\"Blue\"},"
                  + "\"finish_reason\":null}],\"usage\":null}",
              head
                  + "{\"index\":0,\"delta\":{\"content\":\" light\"},"
                  + "\"finish_reason\":null}],\"usage\":null}",
              head + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}",
              head
                  + "],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
                  + "\"total_tokens\":5}}",
              "data: [DONE]");
      assertThat(sim.log().get(0).text()).isEqualTo("Blue light");
    }
  }

  @Test
  void usesOneConnectionForSeveralRequests() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().always(TEXT).start()) {
      post(sim, WHOLE);
      post(sim, STREAMED);
      post(sim, WHOLE);

      assertThat(sim.requests()).hasSize(3);
      assertThat(sim.connections()).hasSize(1);
    }
  }

  @Test
  void saysWhatItHeardWhenNothingIsScripted() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().start()) {
      assertThat(post(sim, WHOLE).body()).contains("You said: Why blue?");
    }
  }

  @Test
  void saysSoWhenNothingIsLeft() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().answer(TEXT).start()) {
      post(sim, WHOLE);

      HttpResponse<String> response = post(sim, WHOLE);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("no answer left: 1 were scripted");
      assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
    }
  }

  @Test
  void refusesWithStatusHeadersAndBody() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi()
            .answer(Reply.status(429).header("retry-after", "2"))
            .answer(Reply.status(429, "insufficient_quota"))
            .answer(Reply.raw(502, "text/html", "<html>"))
            .start()) {
      HttpResponse<String> limited = post(sim, STREAMED);
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("retry-after")).hasValue("2");
      assertThat(limited.body()).contains("\"code\":\"rate_limit_exceeded\"");
      assertThat(post(sim, STREAMED).body()).contains("\"code\":\"insufficient_quota\"");
      HttpResponse<String> html = post(sim, STREAMED);
      assertThat(html.body()).isEqualTo("<html>");
      assertThat(html.headers().firstValue("content-type")).hasValue("text/html");
      assertThat(sim.log()).extracting(ServedReply::status).containsExactly(429, 429, 502);
    }
  }

  @Test
  void rejectsAKey() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi().rejectsKey("sk-test").always(TEXT).start()) {
      HttpResponse<String> response = post(sim, WHOLE);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).contains("\"code\":\"invalid_api_key\"");
    }
  }

  @Test
  void callsAToolAndThenUsesItsResult() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi()
            .callsTool("weather", "{\"city\":\"Oslo\"}", "Take a coat.")
            .start()) {
      assertThat(post(sim, WHOLE).body())
          .contains(
              "\"content\":null,\"tool_calls\":[{\"id\":\"call_sim_1_0\",\"type\":\"function\","
                  + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":")
          .contains("\"finish_reason\":\"tool_calls\"");
      assertThat(post(sim, STREAMED).body())
          .contains("\"function\":{\"name\":\"weather\",\"arguments\":\"\"}")
          .contains("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":");

      String withResult =
          "{\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"x\",\"content\":\"cold\"}]}";
      assertThat(post(sim, withResult).body()).contains("Take a coat.");
    }
  }

  @Test
  void keepsToTheMostTokens() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().answer(TEXT).start()) {
      String body = post(sim, "{" + MESSAGES + ",\"max_completion_tokens\":2}").body();

      assertThat(body).contains("\"Blue light\"").contains("\"finish_reason\":\"length\"");
      assertThat(sim.log().get(0).outputTokens()).isEqualTo(2);
    }
  }

  @Test
  void answersEmbeddingsByTheirText() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().start()) {
      String one = embed(sim, "{\"model\":\"e\",\"input\":[\"a\",\"b\",\"a\"],\"dimensions\":4}");
      String packed = embed(sim, "{\"input\":\"a\",\"encoding_format\":\"base64\"}");

      assertThat(one).contains("\"index\":2").contains("\"prompt_tokens\":3");
      assertThat(one.split("\"embedding\":\\[")[1].split("]")[0])
          .isEqualTo(one.split("\"embedding\":\\[")[3].split("]")[0]);
      assertThat(packed).containsPattern("\"embedding\":\"[A-Za-z0-9+/=]{44}\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cutsAfterEvents(Cut cut) throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi().answer(Reply.text(TEXT).cutAfterEvents(2, cut)).start()) {
      assertThatThrownBy(() -> post(sim, STREAMED)).isInstanceOf(IOException.class);

      ServedReply served = sim.log().get(0);
      assertThat(served.ending()).isEqualTo(Ending.CUT);
      assertThat(served.text()).isEqualTo("Blue light");
      assertThat(served.outputTokens()).isEqualTo(2);
      assertThat(served.finish()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cutsBeforeTheHeadAndInsideAWholeBody(Cut cut) throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi()
            .answer(Reply.text(TEXT).cutBeforeHead(cut))
            .answer(Reply.text(TEXT).cutAfterEvents(1, cut))
            .start()) {
      assertThatThrownBy(() -> post(sim, WHOLE)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> post(sim, WHOLE)).isInstanceOf(IOException.class);

      assertThat(sim.requests()).hasSize(2);
      assertThat(sim.log()).extracting(ServedReply::status).containsExactly(0, 200);
    }
  }

  @Test
  void cutsAtEveryByte() throws Exception {
    String body;
    try (SimulatedProvider sim = SimulatedProvider.openAi().answer("é").start()) {
      body = post(sim, STREAMED).body();
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (SimulatedProvider sim =
        SimulatedProvider.openAi()
            .always(
                request ->
                    Reply.text("é")
                        .cutAtByte(Integer.parseInt(request.header("x-cut")), Cut.FIN)
                        .sliced(7))
            .start()) {
      for (int at = 0; at < bytes.length; at += 5) {
        assertThat(readUntilBroken(sim, at)).isEqualTo(at);
      }
    }
  }

  @Test
  void stallsUntilThePeerLeaves() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi().answer(Reply.text(TEXT).stallAfterEvents(1)).start()) {
      HttpResponse<InputStream> response =
          http.send(request(sim, STREAMED).build(), BodyHandlers.ofInputStream());
      assertThat(response.body().read()).isEqualTo('d');
      assertThat(sim.log()).isEmpty();

      response.body().close();

      sim.awaitServed(1);
      assertThat(sim.log().get(0).ending()).isEqualTo(Ending.LEFT);
      assertThat(sim.openConnections()).isZero();
    }
  }

  @Test
  void stallsUntilItIsClosed() {
    SimulatedProvider sim =
        SimulatedProvider.openAi().answer(Reply.text(TEXT).stallBeforeHead()).start();
    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(request(sim, STREAMED).build(), BodyHandlers.ofString());
    sim.awaitRequests(1);

    sim.close();
    sim.close();

    assertThatThrownBy(response::join).hasCauseInstanceOf(IOException.class);
    assertThat(sim.log().get(0).ending()).isEqualTo(Ending.STOPPED);
    assertThat(sim.log().get(0).status()).isZero();
  }

  @Test
  void goesOnWhenTheGateOpens() throws Exception {
    Gate gate = Gate.closed();
    try (SimulatedProvider sim =
        SimulatedProvider.openAi().answer(Reply.text(TEXT).holdAfterEvents(1, gate)).start()) {
      CompletableFuture<HttpResponse<String>> response =
          http.sendAsync(request(sim, STREAMED).build(), BodyHandlers.ofString());
      gate.awaitArrivals(1);
      assertThat(response).isNotDone();

      gate.open();

      assertThat(response.join().body()).endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void waitsAndPacesOnItsClocks() {
    VirtualTime time = VirtualTime.create();
    Reply paced = Reply.text(TEXT).delay(Duration.ofSeconds(9)).pace(Duration.ofSeconds(1));
    try (SimulatedProvider sim = SimulatedProvider.openAi().time(time).answer(paced).start()) {
      CompletableFuture<HttpResponse<String>> response =
          http.sendAsync(request(sim, STREAMED).build(), BodyHandlers.ofString());
      time.awaitSleepers(1);
      assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(9));
      for (int sleeps = 0; sleeps < 7; sleeps++) { // one delay and six tokens
        time.awaitSleepers(1);
        time.advanceToNext();
      }

      assertThat(response.join().statusCode()).isEqualTo(200);
      assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(15).toNanos());
    }
  }

  @Test
  void endsAStreamInEveryWrongWay() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi()
            .answer(Reply.text(TEXT).withoutDone())
            .answer(Reply.text(TEXT).endAfterEvents(2))
            .answer(Reply.text(TEXT).errorAfterEvents(1, "overloaded"))
            .answer(Reply.text(TEXT).errorAfterEvents(1, "overloaded"))
            .start()) {
      assertThat(post(sim, STREAMED).body())
          .contains("\"finish_reason\":\"stop\"")
          .doesNotContain("[DONE]");
      assertThat(post(sim, STREAMED).body())
          .contains(" light")
          .doesNotContain("scatte")
          .doesNotContain("\"finish_reason\":\"stop\"");
      assertThat(post(sim, STREAMED).body())
          .contains("Blue")
          .contains("\"error\":{")
          .doesNotContain("light");
      assertThat(post(sim, WHOLE).body()).startsWith("{\"error\":{").contains("overloaded");
      assertThat(sim.connections()).hasSize(1);
    }
  }

  @Test
  void mixesForeignFramesAndPingsIn() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi()
            .answer(
                Reply.text("Blue light")
                    .pingAfterEvents(0)
                    .frameAfterEvents(1, "{\"broken\":")
                    .contentType("application/json"))
            .start()) {
      HttpResponse<String> response = post(sim, STREAMED);

      assertThat(response.body())
          .contains("\n\n: ping\n\ndata: ")
          .contains("data: {\"broken\":\n\n");
      assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }
  }

  @Test
  void refusesOtherPathsAndBodiesThatAreNoJson() throws Exception {
    try (SimulatedProvider sim = SimulatedProvider.openAi().start()) {
      assertThat(post(sim, "not json").statusCode()).isEqualTo(400);
      HttpRequest elsewhere = HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/x")).build();
      assertThat(http.send(elsewhere, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void reportsTheUsageItIsToldOrNone() throws Exception {
    try (SimulatedProvider sim =
        SimulatedProvider.openAi()
            .answer(Reply.text(TEXT).usage(100, 200))
            .answer(Reply.text(TEXT).withoutUsage())
            .start()) {
      assertThat(Json.ofText(post(sim, WHOLE).body()).asObject().get("usage"))
          .hasToString("{prompt_tokens=100, completion_tokens=200, total_tokens=300}");
      assertThat(post(sim, WHOLE).body()).doesNotContain("usage");
    }
  }

  @Test
  void namesModelAndTarget() {
    try (SimulatedProvider sim = SimulatedProvider.openAi().named("second").model("m").start()) {
      assertThat(sim.model()).isEqualTo("second/m");
      assertThat(sim.target()).hasToString("second/m");
    }
  }

  private HttpResponse<String> post(SimulatedProvider sim, String body) throws Exception {
    return http.send(request(sim, body).build(), BodyHandlers.ofString());
  }

  private String embed(SimulatedProvider sim, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/embeddings"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static HttpRequest.Builder request(SimulatedProvider sim, String body) {
    return HttpRequest.newBuilder(URI.create(sim.baseUrl() + "/chat/completions"))
        .timeout(Duration.ofSeconds(10))
        .header("authorization", "Bearer sk-test")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** Not by the other client: that one drops what it has when the connection breaks. */
  private static int readUntilBroken(SimulatedProvider sim, int cut) throws IOException {
    URL url = URI.create(sim.baseUrl() + "/chat/completions").toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setRequestProperty("x-cut", "" + cut);
    connection.setDoOutput(true);
    connection.getOutputStream().write(STREAMED.getBytes(StandardCharsets.UTF_8));
    int read = 0;
    try (InputStream body = connection.getInputStream()) {
      while (body.read() >= 0) {
        read++;
      }
      throw new AssertionError("the body ended cleanly");
    } catch (IOException e) {
      return read;
    }
  }
}
