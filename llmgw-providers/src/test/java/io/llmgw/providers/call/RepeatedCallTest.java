package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that the engine repeats over real sockets: the account of a call has as many attempts as
 * the server saw. The waits between them take no time.
 */
@ExtendWith(LeakRule.class)
class RepeatedCallTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();
  private static final ConnectionScript ANSWER = REQUEST.send(HttpText.json(200, Answers.JSON));

  private final VirtualTime time = VirtualTime.skipping();

  @Test
  @Fault("F009")
  void aHandshakeThatBreaksOffIsTriedAgain() throws IOException {
    try (TlsServer server = new TlsServer().start();
        LlmClient llm = client(trusting(server))) {
      server.server.enqueue(TlsServer.json().newBuilder().failHandshake().build());
      server.server.enqueue(TlsServer.json());

      ChatResponse answer = llm.chat(QUESTION);

      assertThat(answer.text()).isEqualTo("Blue");
      assertThat(answer.served().attempts())
          .extracting(AttemptRecord::error)
          .containsExactly(ErrorKind.TLS, null);
      assertThat(answer.served().attempts()).noneMatch(AttemptRecord::possiblyBilled);
    }
  }

  @Test
  @Fault("F009")
  void aHandshakeThatKeepsBreakingOffIsTriedTwice() {
    ConnectionScript broken = ConnectionScript.accept().read(5).reset();
    try (ScriptedServer server = ScriptedServer.start(broken, broken, broken);
        LlmClient llm =
            client(OpenAi.builder().baseUrl("https://127.0.0.1:" + server.port()).build())) {
      LlmException failure = failure(llm);

      assertThat(failure.kind()).isEqualTo(ErrorKind.TLS);
      assertThat(failure.attempts()).hasSize(2);
      assertThat(server.connections()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F011")
  void aConnectionThatTheServerClosedMeanwhileCostsOneVisibleRepeat(Door door) {
    Gate idle = Gate.closed();
    String answer =
        door == Door.CHAT || door == Door.CHAT_ASYNC
            ? HttpText.json(200, Answers.JSON)
            : HttpText.eventStream() + HttpText.chunk(Answers.stream("Blue")) + HttpText.LAST_CHUNK;
    ConnectionScript once = REQUEST.send(answer);
    try (ScriptedServer server = ScriptedServer.start(once.waitFor(idle), once.stall());
        LlmClient llm = client(Answers.provider(server))) {
      assertThat(door.open(llm, QUESTION).text()).isEqualTo("Blue");
      idle.open();
      Patience.until("the server to close", () -> server.connections().get(0).isClosed());

      DoorResult second = door.open(llm, QUESTION);

      assertThat(second.ending()).isEqualTo(Ending.SUCCEEDED);
      assertThat(second.text()).isEqualTo("Blue");
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).hasSize(2);
      if (second.response() != null) {
        assertThat(second.response().served().attempts())
            .extracting(AttemptRecord::error)
            .containsExactly(ErrorKind.CONNECTION_LOST, null);
      }
    }
  }

  @Test
  @Fault("F012")
  void aStreamThatWasRefusedIsTriedAgainMoreThanOnce() throws IOException {
    try (TlsServer server = new TlsServer().http2().start();
        LlmClient llm =
            client(
                OpenAi.builder()
                    .baseUrl(server.url())
                    .http(server.trusted().http2().build())
                    .build())) {
      for (int i = 0; i < 4; i++) { // each attempt sends what is refused once more
        server.server.enqueue(
            TlsServer.json().newBuilder().onRequestStart(new SocketEffect.CloseStream(7)).build());
      }
      server.server.enqueue(TlsServer.json());

      ChatResponse answer = llm.chat(QUESTION);

      assertThat(answer.text()).isEqualTo("Blue");
      assertThat(answer.served().attempts()).hasSize(3);
      assertThat(answer.served().attempts()).noneMatch(AttemptRecord::possiblyBilled);
    }
  }

  @Test
  @Fault("F014")
  void aResetAfterTheRequestIsRepeatedOnce() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.reset(), REQUEST.reset(), ANSWER);
        LlmClient llm = client(Answers.provider(server))) {
      LlmException failure = failure(llm);

      assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(failure.attempts()).hasSize(2).allMatch(AttemptRecord::possiblyBilled);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  @Fault("F015")
  void aResetOfAPooledConnectionIsRepeatedInTheOpen() {
    ConnectionScript once = REQUEST.send(HttpText.json(200, Answers.JSON)).readRequest().reset();
    try (ScriptedServer server = ScriptedServer.start(once, ANSWER);
        LlmClient llm = client(Answers.provider(server))) {
      int attempts = llm.chat(QUESTION).served().attempts().size();
      attempts += llm.chat(QUESTION).served().attempts().size();

      assertThat(attempts).isEqualTo(3);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  @Fault("F017")
  void anEndBeforeTheHeadersIsRepeatedOnce() {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.finish(), REQUEST.finish(), ANSWER);
        LlmClient llm = client(Answers.provider(server))) {
      assertThat(failure(llm).attempts()).hasSize(2);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, 3", "502, 3", "503, 3", "504, 3", "529, 3", "429, 3", // nothing was done
    "408, 2", "425, 2", // it may have been
    "409, 2", "421, 2", "307, 1", "308, 1", "400, 1", "401, 1", "402, 1", "403, 1", "404, 1",
    "405, 1", "406, 1", "413, 1", "415, 1", "422, 1", "501, 1"
  })
  @Fault({"F016", "F030", "F031", "F032", "F033", "F034", "F035", "F044", "F045"})
  void aStatusIsTriedSoOften(int status, int tries) {
    Reply reply = Reply.status(status).header("retry-after", "0").header("location", "/elsewhere");
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm = client(server)) {
      LlmException failure = failure(llm);

      assertThat(failure.httpStatus()).isEqualTo(status);
      assertThat(failure.attempts()).hasSize(tries);
      assertThat(server.requests()).hasSize(tries);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F050", "F072"})
  void anErrorInsideAnAnswerOfStatus200IsRepeatedOnce(Door door) {
    Reply busy = Reply.text("Red").errorAfterEvents(0, "overloaded");
    try (SimulatedProvider server = SimulatedProvider.openAi().answer(busy).answer("Blue").start();
        LlmClient llm = client(server)) {
      assertThat(door.open(llm, QUESTION).text()).isEqualTo("Blue");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"error\":{\"message\":\"not here\"}}"})
  @Fault("F035")
  void aRequestThatWentToTheWrongServerGoesOutAgainOnAnotherConnection(String body) {
    String wrong = HttpText.head(421, "content-length: " + body.length()) + body;
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send(wrong).stall(), ANSWER);
        LlmClient llm = client(Answers.provider(server))) {
      ChatResponse answer = llm.chat(QUESTION);

      assertThat(answer.text()).isEqualTo("Blue");
      assertThat(answer.served().attempts())
          .extracting(AttemptRecord::error)
          .containsExactly(ErrorKind.SERVER, null);
      assertThat(answer.served().attempts()).noneMatch(AttemptRecord::possiblyBilled);
      assertThat(server.connections()).hasSize(2);
    }
  }

  /** What rests in the pool of an application is there for its other calls too. */
  @Test
  @Fault("F035")
  void aRequestThatWentToTheWrongServerLeavesTheConnectionsOfAGivenClientAlone() {
    OkHttpClient given = new OkHttpClient();
    HttpSettings settings = HttpSettings.builder().client(given).build();
    String wrong = HttpText.head(421, "content-length: 0");
    ConnectionScript wrongOnce = REQUEST.send(wrong).readRequest();
    try (ScriptedServer resting = ScriptedServer.start(ANSWER.stall());
        ScriptedServer server =
            ScriptedServer.start(wrongOnce.send(HttpText.json(200, Answers.JSON)).stall());
        LlmClient other = client(Answers.provider(resting, settings));
        LlmClient llm = client(Answers.provider(server, settings))) {
      other.chat(QUESTION);

      ChatResponse answer = llm.chat(QUESTION);

      assertThat(answer.served().attempts())
          .extracting(AttemptRecord::error)
          .containsExactly(ErrorKind.SERVER, null);
      assertThat(given.connectionPool().connectionCount()).isEqualTo(2);
      assertThat(resting.openConnections()).isEqualTo(1);
    } finally {
      given.connectionPool().evictAll();
    }
  }

  @ParameterizedTest
  @CsvSource({"500, false, 1", "429, false, 1", "400, true, 3", "422, true, 3"})
  @Fault("F047")
  void theProvidersOwnWordCounts(int status, boolean word, int tries) {
    Reply reply = Reply.status(status).header("x-should-retry", String.valueOf(word));
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm = client(server)) {
      assertThat(failure(llm).attempts()).hasSize(tries);
      assertThat(server.requests()).hasSize(tries);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2000", "1.5, 1500", "' 7 ', 7000", "0, 0"})
  @Fault("F036")
  void noRepeatComesBeforeTheTimeThatTheProviderNames(String retryAfter, long millis) {
    Reply reply = Reply.status(429).header("retry-after", retryAfter);
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(reply).answer("Blue").start();
        LlmClient llm = client(server)) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("Blue");

      assertThat(Duration.ofNanos(time.nanos())).isGreaterThanOrEqualTo(Duration.ofMillis(millis));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"86400", "1e18", "11"})
  @Fault("F041")
  void aTimeThatIsTooFarIsNotWaitedFor(String retryAfter) {
    Reply reply = Reply.status(503).header("retry-after", retryAfter);
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm = client(server)) {
      LlmException failure = failure(llm);

      assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
      assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(11), Duration.ofHours(1));
      assertThat(server.requests()).hasSize(1);
      assertThat(time.nanos()).isZero();
    }
  }

  @Test
  @Fault("F041")
  void aTimeThatIsNoNumberIsNone() {
    Reply reply = Reply.status(503).header("retry-after", "NaN");
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm = client(server)) {
      assertThat(failure(llm).attempts()).hasSize(3);
    }
  }

  @Test
  @Fault("F051")
  void anAnswerThatIsCutShortIsAskedForOnceMore() {
    ConnectionScript cut =
        REQUEST
            .send(
                HttpText.head(200, "content-type: application/json", "content-length: 900")
                    + Answers.JSON.substring(0, 40))
            .finish();
    try (ScriptedServer server = ScriptedServer.start(cut, cut, ANSWER);
        LlmClient llm = client(Answers.provider(server))) {
      LlmException failure = failure(llm);

      assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(failure.attempts()).hasSize(2).allMatch(AttemptRecord::possiblyBilled);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "PUBLISH"})
  @Fault("F067")
  void aStreamThatBreaksBeforeItsContentIsReadFromAnotherOne(Door door) {
    ConnectionScript broken =
        REQUEST.send(HttpText.eventStream() + HttpText.chunk(": ping\n\n")).reset();
    ConnectionScript whole =
        REQUEST.send(
            HttpText.eventStream()
                + HttpText.chunk(Answers.stream("Bl", "ue"))
                + HttpText.LAST_CHUNK);
    try (ScriptedServer server = ScriptedServer.start(broken, whole);
        LlmClient llm = client(Answers.provider(server))) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.ending()).isEqualTo(Ending.SUCCEEDED);
      assertThat(result.text()).isEqualTo("Blue");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "PUBLISH"})
  @Fault("F088")
  void aStreamThatBreaksAfterItsContentIsNot(Door door) {
    ConnectionScript broken =
        REQUEST.send(HttpText.eventStream() + HttpText.event(Answers.delta("Bl"))).reset();
    try (ScriptedServer server = ScriptedServer.start(broken, ANSWER);
        LlmClient llm = client(Answers.provider(server))) {
      assertThat(door.open(llm, QUESTION).error().attempts()).hasSize(1);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static Provider trusting(TlsServer server) {
    return OpenAi.builder().baseUrl(server.url()).http(server.trusted().build()).build();
  }

  private LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .time(time)
        .build();
  }

  private LlmClient client(Provider provider) {
    return LlmClient.builder().provider(provider).defaultModel("openai/any").time(time).build();
  }

  private static LlmException failure(LlmClient llm) {
    DoorResult result = Door.CHAT.open(llm, QUESTION);
    assertThat(result.ending()).isEqualTo(Ending.FAILED);
    return result.error();
  }
}
