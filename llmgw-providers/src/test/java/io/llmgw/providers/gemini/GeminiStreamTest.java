package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google's servers send for a stream, over a socket. */
@ExtendWith(LeakRule.class)
class GeminiStreamTest {
  private static final String FIRST =
      "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Blue \"}]}}]}";
  private static final String LAST =
      "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"light.\"}]},"
          + "\"finishReason\":\"STOP\"}]}";
  private static final String ERROR =
      "{\n  \"error\": {\n    \"code\": 503,\n    \"message\": \"x\",\n"
          + "    \"status\": \"UNAVAILABLE\"\n  }\n}\n";

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=UTF-8", "text/event-stream", "text/plain"})
  void anArrayIsReadWhereNobodyAskedForIt(String type) {
    Reply array = Reply.raw(200, type, "[" + FIRST + "\n,\r\n" + LAST + "]\n");

    try (SimulatedProvider server = SimulatedProvider.gemini().always(array).start();
        LlmClient llm = client(server);
        ChatStream stream = llm.prompt("Why?").stream()) {
      assertThat(stream.response().text()).isEqualTo("Blue light.");
      assertThat(llm.prompt("Why?").send().text()).isEqualTo("Blue light.");
    }
  }

  @Test
  @Timeout(60)
  void nothingIsWaitedForBeforeItIsAskedFor() {
    ConnectionScript script =
        ConnectionScript.accept().readRequest().send(HttpText.eventStream()).stall();
    try (ScriptedServer server = ScriptedServer.start(script);
        Provider provider = Gemini.builder().baseUrl(server.url()).build();
        EventStream events = provider.open(Calls.streamed())) {
      assertThat(events).isNotNull();
    }
  }

  @Test
  void anArrayIsReadAsItComes() {
    ConnectionScript script =
        ConnectionScript.accept()
            .readRequest()
            .send(
                HttpText.head(200, "content-type: application/json", "transfer-encoding: chunked"))
            .send(HttpText.chunk("[" + FIRST + ","))
            .stall();
    try (ScriptedServer server = ScriptedServer.start(script);
        LlmClient llm =
            LlmClient.builder()
                .provider(Gemini.builder().baseUrl(server.url()).build())
                .defaultModel("gemini/m")
                .build();
        ChatStream stream = llm.prompt("Why?").stream()) {
      assertThat(stream.text().iterator().next()).isEqualTo("Blue ");
    }
  }

  @Test
  @Fault("F072")
  void anErrorInAnArrayIsOneOfItsKind() {
    Reply array = Reply.raw(200, "application/json", "[" + FIRST + ",\n" + ERROR + "]");

    StreamInterruptedException error = interrupted(array);

    assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(error.partial().text()).isEqualTo("Blue ");
  }

  @Test
  @Fault("F072")
  void anErrorThatIsNoEventIsOneOfItsKind() {
    Reply bare = Reply.raw(200, "text/event-stream", "data: " + FIRST + "\r\n\r\n" + ERROR);

    StreamInterruptedException error = interrupted(bare);

    assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(error.providerCode()).isEqualTo("UNAVAILABLE");
    assertThat(error.partial().text()).isEqualTo("Blue ");
  }

  @Test
  @Fault("F072")
  void soItIsAtHostsOfOtherProtocols() {
    String stream = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Blue \"}}]}\n\n";
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .always(Reply.raw(200, "text/event-stream", stream + ERROR))
                .start();
        LlmClient llm = client(server);
        ChatStream answer = llm.prompt("Why?").stream()) {
      LlmException error = catchThrowableOfType(LlmException.class, answer::response);

      assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
    }
  }

  @Test
  void theEndOfTheBodyEndsAnAnswerThatSaidWhy() {
    Reply twice =
        Reply.raw(
            200,
            "text/event-stream",
            "data: "
                + FIRST.replace("]}}]", "]},\"finishReason\":\"STOP\"}]")
                + "\r\n\r\ndata: "
                + LAST
                + "\r\n\r\n");
    try (SimulatedProvider server = SimulatedProvider.gemini().always(twice).start();
        LlmClient llm = client(server);
        ChatStream stream = llm.prompt("Why?").stream()) {
      ChatResponse answer = stream.response();

      assertThat(answer.text()).isEqualTo("Blue light.");
    }
  }

  private static StreamInterruptedException interrupted(Reply reply) {
    try (SimulatedProvider server = SimulatedProvider.gemini().always(reply).start();
        LlmClient llm = client(server);
        ChatStream stream = llm.prompt("Why?").stream()) {
      return catchThrowableOfType(StreamInterruptedException.class, stream::response);
    }
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .retries(Retries.none())
        .build();
  }
}
