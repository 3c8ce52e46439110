package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Door;
import io.llmgw.test.LeakRule;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of the host that fails when a call ends: its place is there for the next one. */
@ExtendWith(LeakRule.class)
class PlaceAtAFailingHostTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String JSON = HttpText.json(200, Answers.JSON);
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  /** How the first call goes. */
  enum Way {
    ANSWERED(REQUEST.send(JSON).readRequest().send(JSON)),
    REFUSED(REQUEST.send(HttpText.json(400, "{}")).readRequest().send(JSON)),
    LEFT(REQUEST.send(Answers.openHead() + Answers.event(Answers.delta("Blue "))).stall()),
    LOST(REQUEST.reset());

    private final ConnectionScript script;

    Way(ConnectionScript script) {
      this.script = script;
    }
  }

  /** Where a listener fails. */
  enum Event {
    CANCELED,
    CALL_FAILED,
    RESPONSE_BODY_END,
    CONNECTION_RELEASED,
    CALL_END
  }

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Way way : Way.values()) {
      for (Event event : Event.values()) {
        cases.add(Arguments.of(way, event));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aListenerThatThrowsLosesNoPlace(Way way, Event event) {
    AtomicReference<Call> first = new AtomicReference<>();
    isFreeAgain(
        way,
        HttpSettings.builder()
            .eventListenerFactory(
                call -> first.compareAndSet(null, call) ? new Failing(event) : EventListener.NONE));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aBodyThatDoesNotLetItselfBeClosedLosesNoPlace(Way way) {
    OkHttpClient client = wrapping(new AtomicReference<>(), false);
    isFreeAgain(way, HttpSettings.builder().client(client));
    client.connectionPool().evictAll();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aBodyThatThrowsWhereItEndsLosesNoPlace(Way way) {
    OkHttpClient client = wrapping(new AtomicReference<>(), true);
    isFreeAgain(way, HttpSettings.builder().client(client));
    client.connectionPool().evictAll();
  }

  @Test
  void aListenerThatThrowsAtARefusedCallLosesNotThePlaceThatWasKept() throws IOException {
    AtomicReference<Call> first = new AtomicReference<>();
    try (TlsServer server = new TlsServer().http2().start()) {
      HttpSettings one =
          server
              .trusted()
              .http2()
              .maxConcurrentStreams(1)
              .eventListenerFactory(
                  call ->
                      first.compareAndSet(null, call)
                          ? new Failing(Event.CANCELED)
                          : EventListener.NONE)
              .build();
      server.server.enqueue(
          TlsServer.json().newBuilder().onRequestStart(new SocketEffect.CloseStream(7)).build());
      server.server.enqueue(TlsServer.json());
      try (Provider provider = OpenAi.builder().baseUrl(server.url()).http(one).build()) {
        Throwable failure = catchThrowable(() -> Calls.whole().run(provider));

        Background<String> next = Background.run(() -> Calls.whole().run(provider).text());

        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(next.result()).isEqualTo("Blue");
      }
    }
  }

  @Test
  void aListenerThatThrowsAtACloseKeepsNoOtherCallFromBeingEnded() {
    Way left = Way.LEFT;
    HttpSettings settings =
        HttpSettings.builder().eventListenerFactory(call -> new Failing(Event.CANCELED)).build();
    try (ScriptedServer server = ScriptedServer.start(left.script, left.script, left.script)) {
      Provider provider = OpenAi.builder().baseUrl(server.url() + "/v1").http(settings).build();
      List<Background<Throwable>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        running.add(Background.run(() -> catchThrowable(() -> Calls.streamed().run(provider))));
      }
      server.awaitRequests(3);

      Throwable failure = catchThrowable(provider::close);

      assertThat(failure).isInstanceOf(IllegalStateException.class);
      for (Background<Throwable> call : running) {
        call.result(); // it has ended, however
      }
    }
  }

  private static void isFreeAgain(Way way, HttpSettings.Builder settings) {
    ConnectionScript answer = Way.ANSWERED.script;
    HttpSettings one = settings.maxConnectionsPerHost(1).build();
    try (ScriptedServer server = ScriptedServer.start(way.script, answer, answer);
        LlmClient llm = client(server, one)) {
      Throwable unused = catchThrowable(() -> first(way, llm));

      Background<String> next = Background.run(() -> Door.CHAT.open(llm, QUESTION).text());

      assertThat(next.result()).isEqualTo("Blue");
    }
  }

  private static void first(Way way, LlmClient llm) {
    if (way == Way.LEFT) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        stream.next();
      }
    } else {
      llm.chat(QUESTION);
    }
  }

  private static LlmClient client(ScriptedServer server, HttpSettings settings) {
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(server.url() + "/v1").http(settings).build())
        .defaultModel("openai/gpt-test")
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .build();
  }

  private static OkHttpClient wrapping(AtomicReference<Call> first, boolean reading) {
    return new OkHttpClient.Builder()
        .protocols(List.of(Protocol.HTTP_1_1))
        .addInterceptor(
            chain -> {
              boolean isFirst = first.compareAndSet(null, chain.call());
              Response response = chain.proceed(chain.request());
              return isFirst
                  ? response.newBuilder().body(failing(response.body(), reading)).build()
                  : response;
            })
        .build();
  }

  private static ResponseBody failing(ResponseBody body, boolean reading) {
    ForwardingSource source =
        new ForwardingSource(body.source()) {
          private boolean begun;

          @Override
          public long read(Buffer sink, long most) throws IOException {
            if (reading && begun) {
              throw new IllegalStateException("the host's body cannot be read");
            }
            begun = true;
            return super.read(sink, most);
          }

          @Override
          public void close() throws IOException {
            super.close();
            if (!reading) {
              throw new IllegalStateException("the host's body cannot be closed");
            }
          }
        };
    return ResponseBody.create(Okio.buffer(source), body.contentType(), body.contentLength());
  }

  /** Throws at one event. */
  private static final class Failing extends EventListener {
    private final Event when;

    Failing(Event when) {
      this.when = when;
    }

    private void on(Event event) {
      if (event == when) {
        throw new IllegalStateException("the host's listener failed");
      }
    }

    @Override
    public void canceled(Call call) {
      on(Event.CANCELED);
    }

    @Override
    public void callFailed(Call call, IOException e) {
      on(Event.CALL_FAILED);
    }

    @Override
    public void responseBodyEnd(Call call, long count) {
      on(Event.RESPONSE_BODY_END);
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
      on(Event.CONNECTION_RELEASED);
    }

    @Override
    public void callEnd(Call call) {
      on(Event.CALL_END);
    }
  }
}
