package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Timeouts;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Calls;
import io.llmgw.providers.rig.Http2Server;
import io.llmgw.providers.rig.TlsServer;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakRule.class)
class Http2Test {
  private static final String BEGINNING = Answers.event(Answers.delta("Blue "));

  @Test
  void http11IsSpokenUnlessHttp2IsAllowed() throws Exception {
    try (TlsServer server = new TlsServer().http2().answering(r -> TlsServer.json()).start();
        Provider plain =
            OpenAi.builder().baseUrl(server.url()).http(server.trusted().build()).build();
        Provider multiplexed = provider(server)) {
      Calls.whole().run(plain).succeeded();
      Calls.whole().run(multiplexed).succeeded();

      assertThat(server.server.takeRequest().getVersion()).isEqualTo("HTTP/1.1");
      assertThat(server.server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }
  }

  @Test
  void aColdBurstKeepsToTheLimitOfStreamsAndLosesNothing() throws IOException {
    int calls = 500;
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> connections = new ConcurrentLinkedQueue<>();
    Gate full = Gate.closed();
    TlsServer.Answer answer =
        request -> {
          connections.add(request.getConnectionIndex());
          int now = open.incrementAndGet();
          most.accumulateAndGet(now, Math::max);
          full.pass();
          open.decrementAndGet();
          return TlsServer.json();
        };
    try (TlsServer server = new TlsServer().http2().answering(answer).start();
        Provider provider = provider(server)) {
      List<Background<LoneCall.Result>> running = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        running.add(Background.run(() -> Calls.whole().run(provider)));
      }
      full.awaitArrivals(80);
      boolean exceeded = Patience.comesTrue(Duration.ofMillis(300), () -> most.get() > 80);
      full.open();

      int lost = 0;
      for (Background<LoneCall.Result> call : running) {
        lost += call.result().failure() == null ? 0 : 1;
      }
      assertThat(lost).isZero();
      assertThat(exceeded).isFalse();
      assertThat(connections).hasSize(calls);
    }
  }

  @Test
  @Fault("F012")
  void aRefusedStreamWasNotLookedAt() throws IOException {
    try (TlsServer server = new TlsServer().http2().start();
        Provider provider = provider(server)) {
      for (int i = 0; i < 2; i++) { // what is refused is sent once more
        server.server.enqueue(
            TlsServer.json().newBuilder().onRequestStart(new SocketEffect.CloseStream(7)).build());
      }
      server.server.enqueue(TlsServer.json());

      LlmException refused = Calls.whole().run(provider).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(refused.isRetryable()).isTrue();
      assertThat(refused.isPossiblyBilled()).isFalse();
      // The server is done with a stream that it refuses a moment after it has refused it.
      Patience.until("the refusals to be counted", () -> server.server.getRequestCount() == 2);
      Calls.whole().run(provider).succeeded();
      assertThat(server.server.getRequestCount()).isEqualTo(3);
    }
  }

  @Test
  @Fault("F012")
  void aStreamThatIsLeftBehindByAServerThatGoesAwayWasNotLookedAt() throws IOException {
    OkHttpClient client = plainHttp2();
    try (Http2Server server = Http2Server.goingAway();
        Provider provider = provider(server, client)) {
      LlmException left = Calls.whole().run(provider).error();

      assertThat(left.kind()).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(left.isRetryable()).isTrue();
      assertThat(left.isPossiblyBilled()).isFalse();
      assertThat(server.begun()).as("left behind by two connections in turn").isEqualTo(2);
    } finally {
      client.connectionPool().evictAll();
    }
  }

  @Test
  @Fault("F049")
  void endlessHeadersAreCutOff() throws IOException {
    OkHttpClient client = plainHttp2();
    try (Http2Server server = Http2Server.flooding();
        Provider provider = provider(server, client)) {
      LlmException flooded = Calls.whole().run(provider).error();

      assertThat(flooded.kind()).isEqualTo(ErrorKind.PROTOCOL);
    } finally {
      client.connectionPool().evictAll();
    }
  }

  @Test
  @Fault("F087")
  void aStreamThatIsResetLeavesTheOthersAlone() throws Exception {
    Gate failed = Gate.closed();
    AtomicInteger requests = new AtomicInteger();
    TlsServer.Answer answer =
        request -> {
          if (requests.incrementAndGet() == 1) {
            failed.pass();
            return TlsServer.json();
          }
          return TlsServer.json()
              .newBuilder()
              .onResponseBody(new SocketEffect.CloseStream(8))
              .build();
        };
    try (TlsServer server = new TlsServer().http2().answering(answer).start();
        Provider provider = provider(server)) {
      Background<LoneCall.Result> other = Background.run(() -> Calls.whole().run(provider));
      failed.awaitArrivals(1);

      LlmException reset = Calls.whole().run(provider).error();
      failed.open();

      assertThat(reset.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(reset.isPossiblyBilled()).isTrue();
      assertThat(other.result().succeeded().text()).isEqualTo("Blue");
      assertThat(server.server.takeRequest().getConnectionIndex())
          .isEqualTo(server.server.takeRequest().getConnectionIndex());
    }
  }

  @Test
  @Fault("F087")
  void aStreamThatIsResetInTheMiddleHasDeliveredWhatCameAndLeavesTheOthersAlone()
      throws IOException {
    OkHttpClient client = plainHttp2();
    try (Http2Server server = Http2Server.answering(200, "text/event-stream", BEGINNING);
        Provider provider = provider(server, client)) {
      Background<LoneCall.Result> broken = Background.run(() -> Calls.streamed().run(provider));
      Patience.until("the first stream", () -> server.answered() == 1);
      Background<LoneCall.Result> other = Background.run(() -> Calls.streamed().run(provider));
      Patience.until("the second stream", () -> server.answered() == 2);

      server.reset(0);

      LoneCall.Result prefix = broken.result();
      assertThat(prefix.text()).isEqualTo("Blue ");
      assertThat(prefix.error().kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
      assertThat(prefix.error().isPossiblyBilled()).isTrue();
      assertThat(other.isDone()).isFalse();
      server.finish(1, Answers.stream("light"));
      assertThat(other.result().succeeded().text()).isEqualTo("Blue light");
      assertThat(server.connections()).isEqualTo(1);
    } finally {
      client.connectionPool().evictAll();
    }
  }

  @Test
  @Fault("F087")
  void aRequestWhoseWindowIsNeverOpenedEndsWithItsWriteClock() throws IOException {
    VirtualTime time = VirtualTime.create();
    OkHttpClient client = plainHttp2();
    try (Http2Server server = Http2Server.answering(200, "text/event-stream", BEGINNING);
        Provider provider = provider(server, client)) {
      Background<LoneCall.Result> other = Background.run(() -> Calls.streamed().run(provider));
      Patience.until("the other stream", () -> server.answered() == 1);
      LoneCall large = Calls.large().with(time).with(Timeouts.write(Duration.ofSeconds(7)));
      Background<LoneCall.Result> stuck = Background.run(() -> large.run(provider));
      Patience.until("the large request", () -> server.begun() == 2);
      time.awaitTasks(1);

      time.advance(Duration.ofSeconds(7).minusMillis(1));
      assertThat(time.tasks()).isEqualTo(1);
      time.advance(Duration.ofMillis(1));

      assertThat(stuck.result().error().kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(stuck.result().error()).hasMessageContaining("write clock of PT7S");
      Patience.until("its stream to be reset", () -> server.resets() == 1);
      server.finish(0, Answers.stream("light"));
      assertThat(other.result().succeeded().text()).isEqualTo("Blue light");
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static OkHttpClient plainHttp2() {
    return new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
  }

  private static Provider provider(Http2Server server, OkHttpClient client) {
    HttpSettings settings = HttpSettings.builder().client(client).build();
    return OpenAi.builder().baseUrl(server.url()).http(settings).build();
  }

  private static Provider provider(TlsServer server) {
    return OpenAi.builder().baseUrl(server.url()).http(server.trusted().http2().build()).build();
  }
}
