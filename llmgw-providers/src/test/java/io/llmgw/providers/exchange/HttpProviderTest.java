package io.llmgw.providers.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakRule.class)
class HttpProviderTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();
  private static final ConnectionScript ANSWER = REQUEST.send(HttpText.json(200, Answers.JSON));

  @ParameterizedTest
  @CsvSource({
    "https://gateway.example:8443/secret-path/v1, https://gateway.example:8443/",
    "https://api.openai.com/v1, https://api.openai.com/",
    "http://[::1]:8000/v1, http://[::1]:8000/"
  })
  void tellsThoseWhoWatchItsHostAlone(String baseUrl, URI server) {
    try (Provider provider = OpenAi.builder().baseUrl(baseUrl).build()) {
      assertThat(provider.server()).isEqualTo(server);
    }
  }

  @Test
  void sendsKeyAndHeaders() {
    try (ScriptedServer server = ScriptedServer.start(ANSWER);
        Provider provider =
            OpenAi.builder()
                .baseUrl(server.url() + "/v1/")
                .organization("org-1")
                .project("proj-1")
                .header("X-House", "a")
                .build()) {
      ChatRequest request =
          ChatRequest.builder().user("hi").extraHeader("X-Call", "Z\u00fcrich").build();

      Calls.of(request).with(Delivery.STREAMED).run(provider).succeeded();

      ReceivedRequest received = server.requests().get(0);
      assertThat(received.header("authorization")).isEqualTo("Bearer " + Calls.SECRET);
      assertThat(received.header("openai-organization")).isEqualTo("org-1");
      assertThat(received.header("openai-project")).isEqualTo("proj-1");
      assertThat(received.header("x-house")).isEqualTo("a");
      assertThat(received.header("x-call")).isNotNull();
      assertThat(received.header("user-agent")).startsWith("llmgw");
      assertThat(received.header("content-type")).isEqualTo("application/json");
      assertThat(received.header("accept")).startsWith("text/event-stream");
      assertThat(received.path()).isEqualTo("/v1/chat/completions");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "host", "content-length", "accept-encoding"})
  void aRequestCannotSetWhatTheGatewaySets(String name) {
    try (ScriptedServer server = ScriptedServer.start(ANSWER);
        Provider provider = Answers.provider(server)) {
      ChatRequest request = ChatRequest.builder().user("hi").extraHeader(name, "canary").build();

      LlmException refused = Calls.of(request).with(Delivery.WHOLE).run(provider).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(refused).hasMessageContaining(name).hasMessageNotContaining("canary");
      assertThat(server.connections()).isEmpty();
    }
  }

  @Test
  void tellsWhatTheHeadersSaid() {
    String head =
        HttpText.head(
            200,
            "content-type: application/json",
            "content-length: " + Answers.JSON.length(),
            "x-request-id: req_9",
            "x-ratelimit-remaining-tokens: 41",
            "set-cookie: a=b");
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send(head + Answers.JSON));
        Provider provider = Answers.provider(server)) {
      LoneCall.Result result = Calls.whole().run(provider).succeeded();

      Started started = (Started) result.events().get(0);
      assertThat(started.head().requestId()).isEqualTo("req_9");
      assertThat(started.head().responseId()).isEqualTo("x");
      assertThat(started.head().model()).isEqualTo("m");
      assertThat(started.head().httpStatus()).isEqualTo(200);
      assertThat(started.head().rateLimits().scope("tokens").remaining()).isEqualTo(41);
    }
  }

  @Test
  void connectionsAreUsedAgain() {
    ConnectionScript thrice =
        REQUEST
            .send(HttpText.json(200, Answers.JSON))
            .readRequest()
            .send(HttpText.json(429, "{\"error\":{\"code\":\"x\"}}"))
            .readRequest()
            .send(HttpText.json(200, Answers.JSON));
    try (ScriptedServer server = ScriptedServer.start(thrice);
        Provider provider = Answers.provider(server)) {
      Calls.whole().run(provider).succeeded();
      Calls.whole().run(provider).error();
      Calls.whole().run(provider).succeeded();

      assertThat(server.connections()).hasSize(1);
    }
  }

  @Test
  void closingTheProviderClosesItsConnections() {
    try (ScriptedServer server = ScriptedServer.start(ANSWER.stall())) {
      Provider provider = Answers.provider(server);
      Calls.whole().run(provider).succeeded();

      provider.close();
      provider.close();

      server.awaitGone(1);
      LlmException closed = Calls.whole().run(provider).error();
      assertThat(closed.kind()).isEqualTo(ErrorKind.CLOSED);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aClientOfTheApplicationStaysOpenAndIsOverridden() {
    AtomicInteger intercepted = new AtomicInteger();
    OkHttpClient own =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  intercepted.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .followRedirects(true)
            .authenticator((route, response) -> response.request())
            .build();
    String moved = HttpText.head(307, "location: /elsewhere", "content-length: 0");
    String unauthorized = HttpText.head(401, "content-length: 0");
    ConnectionScript script = REQUEST.send(moved).readRequest().send(unauthorized).stall();
    try (ScriptedServer server = ScriptedServer.start(script)) {
      Provider provider = Answers.provider(server, HttpSettings.builder().client(own).build());
      assertThat(Calls.whole().run(provider).error().httpStatus()).isEqualTo(307);
      assertThat(Calls.whole().run(provider).error().httpStatus()).isEqualTo(401);

      provider.close();

      assertThat(intercepted).hasValue(2);
      assertThat(server.requests()).hasSize(2);
      assertThat(own.connectionPool().connectionCount()).isEqualTo(1);
      own.connectionPool().evictAll();
    }
  }

  @Test
  void closingAStreamEarlyCancelsItInsteadOfReadingItsRest() {
    ConnectionScript endless =
        REQUEST.send(HttpText.eventStream()).sendForever(HttpText.event(Answers.delta("Blue ")));
    AtomicReference<Call> exchange = new AtomicReference<>();
    try (ScriptedServer server = ScriptedServer.start(endless);
        Provider provider = Answers.provider(server, observing(exchange))) {
      LoneCall call = Calls.streamed();
      EventStream stream = provider.open(call);
      assertThat(stream.next()).isInstanceOf(Started.class);
      assertThat(stream.next()).isInstanceOf(TextDelta.class);

      stream.close();
      stream.close();

      assertThat(exchange.get().isCanceled()).isTrue();
      server.awaitGone(1);
      assertThat(call.wakeUps()).isZero();
      assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aFinishedExchangeIsNotCancelled() {
    String chunks = HttpText.chunk(Answers.stream("Blue")) + HttpText.LAST_CHUNK;
    ConnectionScript answers = REQUEST.send(HttpText.eventStream() + chunks).stall();
    AtomicReference<Call> exchange = new AtomicReference<>();
    try (ScriptedServer server = ScriptedServer.start(answers);
        Provider provider = Answers.provider(server, observing(exchange))) {
      Calls.streamed().run(provider).succeeded();

      assertThat(exchange.get().isCanceled()).isFalse();
    }
  }

  private static HttpSettings observing(AtomicReference<Call> exchange) {
    OkHttpClient own =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  exchange.set(chain.call());
                  return chain.proceed(chain.request());
                })
            .build();
    return HttpSettings.builder().client(own).build();
  }

  @Test
  void aCancelEndsAReadInAStream() {
    ConnectionScript silent =
        REQUEST.send(HttpText.eventStream() + HttpText.event(Answers.delta("Blue "))).stall();
    try (ScriptedServer server = ScriptedServer.start(silent);
        Provider provider = Answers.provider(server)) {
      LoneCall call = Calls.streamed();
      EventStream stream = provider.open(call);
      stream.next();
      stream.next();
      Background<Throwable> reading = Background.run(() -> failureOf(stream));

      call.cancel();

      assertThat(reading.result())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CANCELLED));
      assertThatThrownBy(stream::next).isSameAs(reading.result());
      server.awaitGone(1);
      stream.close();
    }
  }

  private static Throwable failureOf(EventStream stream) {
    try {
      stream.next();
      return new AssertionError("an event");
    } catch (LlmException e) {
      return e;
    }
  }

  @Test
  void anInterruptedThreadReadsNoFurtherAndStaysInterrupted() {
    ConnectionScript answers =
        REQUEST.send(HttpText.eventStream() + HttpText.event(Answers.delta("Blue "))).stall();
    try (ScriptedServer server = ScriptedServer.start(answers);
        Provider provider = Answers.provider(server)) {
      EventStream stream = provider.open(Calls.streamed());
      stream.next();
      stream.next();
      Thread.currentThread().interrupt();

      Throwable failure = failureOf(stream);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(((LlmException) failure).kind()).isEqualTo(ErrorKind.CANCELLED);
      stream.close();
    }
  }

  @Test
  void speaksHttp2() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      server.start();
      server.enqueue(new MockResponse.Builder().body(Answers.JSON).build());
      server.enqueue(
          new MockResponse.Builder()
              .setHeader("content-type", "text/event-stream")
              .body(Answers.stream("Blue"))
              .build());
      OkHttpClient own =
          new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
      try (Provider provider =
          OpenAi.builder()
              .baseUrl(server.url("/v1").toString())
              .http(HttpSettings.builder().client(own).build())
              .build()) {
        assertThat(Calls.whole().run(provider).succeeded().text()).isEqualTo("Blue");
        assertThat(Calls.streamed().run(provider).succeeded().text()).isEqualTo("Blue");
        RecordedRequest first = server.takeRequest();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getConnectionIndex()).isEqualTo(first.getConnectionIndex());
      } finally {
        own.connectionPool().evictAll();
      }
    }
  }
}
