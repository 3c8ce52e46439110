package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.SilentServer;
import io.llmgw.test.Door;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An error says whether its request had gone out, whichever clock of the exchange ended it. */
@ExtendWith(LeakRule.class)
class PossiblyBilledOverHttpTest {
  private static final Duration LIMIT = Duration.ofSeconds(7);
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  private final VirtualTime time = VirtualTime.create();
  private final CancelHandle handle = new CancelHandle();

  @ParameterizedTest
  @EnumSource
  void aConnectionThatIsNotThereInTimeIsNoBill(Door door) {
    try (ScriptedServer server = ScriptedServer.start(ConnectionScript.accept().stall());
        LlmClient llm = client("https://127.0.0.1:" + server.port())) {
      Visit visit = door.enter(llm, QUESTION.with(Timeouts.connect(LIMIT)));
      Patience.until("a connection", () -> !server.connections().isEmpty());
      time.awaitDueIn(LIMIT);

      time.advance(LIMIT);

      expect(visit, ErrorKind.CONNECT, false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatIsOnItsWayMayBeBilled(Door door) throws IOException {
    try (SilentServer server = new SilentServer();
        LlmClient llm = client(server.url())) {
      ChatRequest large = ChatRequest.of("x".repeat(24 << 20));
      Visit visit = door.enter(llm, large.with(Timeouts.write(LIMIT)));
      try (Socket connection = server.accept()) {
        assertThat(connection.getInputStream().readNBytes(64 << 10)).isNotEmpty();
        time.awaitDueIn(LIMIT);

        time.advance(LIMIT);

        expect(visit, ErrorKind.TIMEOUT, true);
        SilentServer.drain(connection);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatWasReadMayBeBilledHoweverItIsEnded(Door door) {
    for (Timeouts clock :
        new Timeouts[] {
          Timeouts.firstToken(LIMIT), Timeouts.attempt(LIMIT), Timeouts.total(LIMIT)
        }) {
      try (ScriptedServer server = reader();
          LlmClient llm = client("http://127.0.0.1:" + server.port())) {
        Visit visit = door.enter(llm, QUESTION.with(clock));
        server.awaitRequests(1);
        time.awaitDueIn(LIMIT);

        time.advance(LIMIT);

        expect(visit, ErrorKind.TIMEOUT, true);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatWasReadMayBeBilledThoughItsCallIsCancelled(Door door) {
    try (ScriptedServer server = reader();
        LlmClient llm = client("http://127.0.0.1:" + server.port())) {
      Visit visit = door.enter(llm.cancelledBy(handle), QUESTION);
      server.awaitRequests(1);

      handle.cancel();

      expect(visit, ErrorKind.CANCELLED, true);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatWasAnsweredMayBeBilledThoughAListenerOfTheHostFails(Door door) {
    OkHttpClient failing =
        new OkHttpClient.Builder()
            .eventListener(
                new EventListener() {
                  @Override
                  public void responseHeadersEnd(Call call, Response response) {
                    throw new IllegalStateException("mine");
                  }
                })
            .build();

    expectBilledThrough(failing, door);
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatWasAnsweredMayBeBilledThoughAnInterceptorOfTheHostFails(Door door) {
    OkHttpClient failing =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  throw new IllegalStateException("mine");
                })
            .build();

    expectBilledThrough(failing, door);
  }

  private void expectBilledThrough(OkHttpClient http, Door door) {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("fine").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    OpenAi.builder()
                        .baseUrl(server.baseUrl())
                        .keys(Keys.of("k"))
                        .http(HttpSettings.builder().client(http).build())
                        .build())
                .defaultModel("openai/gpt-5-mini")
                .time(time)
                .retries(Retries.none())
                .closeGrace(Duration.ZERO)
                .build()) {
      LlmException error = door.open(llm, QUESTION).error();

      assertThat(server.requests()).hasSize(1);
      AttemptRecord attempt = error.attempts().get(0);
      assertThat(attempt.possiblyBilled()).isTrue();
      assertThat(attempt.usage()).isNotEqualTo(Usage.ZERO);
      assertThat(attempt.cost()).isNotEqualTo(Cost.ZERO);
      assertThat(error.isPossiblyBilled()).isTrue();
    } finally {
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
    }
  }

  private static ScriptedServer reader() {
    return ScriptedServer.start(ConnectionScript.accept().readRequest().stall());
  }

  private static void expect(Visit visit, ErrorKind kind, boolean billed) {
    LlmException error = visit.await().error();
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.attempts()).extracting(AttemptRecord::possiblyBilled).containsExactly(billed);
    assertThat(error.isPossiblyBilled()).isEqualTo(billed);
  }

  private LlmClient client(String url) {
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(url).build())
        .defaultModel("openai/gpt-test")
        .time(time)
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .build();
  }
}
