package io.llmgw.providers.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.cancel.CancelCase.Protocol;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Http2Server;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server hears of calls that have ended: nothing. */
@ExtendWith(LeakRule.class)
class NothingSentAfterwardsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration TOTAL = Duration.ofSeconds(30);
  private static final Duration BOUND = Duration.ofMillis(200);
  private static final int TRIES = 3; // a thread that a busy machine runs late is late once

  private static final ConnectionScript STALLING = ConnectionScript.accept().readRequest().stall();
  private static final ConnectionScript STREAMING =
      ConnectionScript.accept()
          .readRequest()
          .send(HttpText.eventStream() + HttpText.event(Answers.delta("Blue ")))
          .stall();

  private static Upstreams upstreams;

  @BeforeAll
  static void start() throws IOException {
    upstreams = new Upstreams();
  }

  @AfterAll
  static void close() throws IOException {
    upstreams.close();
  }

  static List<Object[]> cells() {
    List<Object[]> cells = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      for (Door door : Door.values()) {
        cells.add(new Object[] {protocol, door, Phase.HEADERS});
        if (isStreamed(door)) {
          cells.add(new Object[] {protocol, door, Phase.BODY});
        }
      }
    }
    return cells;
  }

  @ParameterizedTest
  @MethodSource("cells")
  @Fault("I8")
  void noByteComesMoreThan200MsAfterACancel(Protocol protocol, Door door, Phase phase)
      throws IOException {
    boolean inTime = false;
    for (int i = 0; i < TRIES && !inTime; i++) {
      inTime = isGoneInTimeAfterACancel(protocol, door, phase);
    }
    assertThat(inTime).isTrue();
  }

  private static boolean isGoneInTimeAfterACancel(Protocol protocol, Door door, Phase phase)
      throws IOException {
    try (Upstream upstream = upstreams.of(phase, protocol, isStreamed(door))) {
      long heard;
      boolean inTime;
      try (LlmClient llm = builder(upstream.provider()).build()) {
        Visit visit = begun(door, llm, upstream, phase);

        visit.cancel();

        inTime = Patience.comesTrue(BOUND, upstream::isGone);
        heard = upstream.bytes();
        visit.await();
      }
      if (inTime) {
        expectNothingSince(heard, 1, upstream);
      }
      return inTime;
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  @Fault("I8")
  void noByteComesAfterTheDeadline(Protocol protocol, Door door, Phase phase) throws IOException {
    VirtualTime time = VirtualTime.create();
    try (Upstream upstream = upstreams.of(phase, protocol, isStreamed(door))) {
      long heard;
      try (LlmClient llm =
          builder(upstream.provider()).time(time).timeouts(Timeouts.total(TOTAL)).build()) {
        Visit visit = begun(door, llm, upstream, phase);

        time.advance(TOTAL);

        assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
        heard = heardByTheEnd(protocol, upstream);
        time.advance(TOTAL);
      }
      expectNothingSince(heard, 1, upstream);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  @Fault({"I8", "F094"})
  void noByteComesAfterTheCloseOfTheClient(Protocol protocol, Door door, Phase phase)
      throws IOException {
    try (Upstream upstream = upstreams.of(phase, protocol, isStreamed(door))) {
      LlmClient llm = builder(upstream.provider()).build();
      Visit visit = begun(door, llm, upstream, phase);

      llm.close();

      long heard = heardByTheEnd(protocol, upstream);
      assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(door.open(llm, QUESTION).errorKind()).isEqualTo(ErrorKind.CLOSED);
      expectNothingSince(heard, 1, upstream);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"I8", "F094"})
  void whatWaitsForAThreadOrForDemandIsNeverSentAfterTheClose(Protocol protocol) {
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (Upstream upstream =
        taking(protocol, HttpSettings.builder(), STREAMING, STREAMING, STALLING)) {
      LlmClient llm = builder(upstream.provider()).executor(host).build();
      ChatStream unread = llm.stream(QUESTION);
      RecordingSubscriber<LlmEvent> pausing = RecordingSubscriber.withDemand(1);
      llm.publish(QUESTION).subscribe(pausing);
      pausing.awaitItems(1);
      CompletableFuture<ChatResponse> underWay = llm.chatAsync(QUESTION);
      Patience.until("three requests", () -> upstream.isReached(Thread.currentThread()));
      List<CompletableFuture<ChatResponse>> queued = new ArrayList<>();
      List<RecordingSubscriber<LlmEvent>> without = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        queued.add(llm.chatAsync(QUESTION));
        RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(0);
        llm.publish(QUESTION).subscribe(subscriber);
        without.add(subscriber);
      }

      llm.close();

      long heard = heardByTheEnd(protocol, upstream);
      without.forEach(subscriber -> subscriber.request(9));
      assertThat(kindOf(underWay)).isEqualTo(ErrorKind.CANCELLED);
      assertThat(queued).allMatch(answer -> kindOf(answer) == ErrorKind.CLOSED);
      for (RecordingSubscriber<LlmEvent> subscriber : without) {
        subscriber.awaitEnd();
        assertThat(((LlmException) subscriber.error()).kind()).isEqualTo(ErrorKind.CLOSED);
      }
      pausing.request(9);
      pausing.awaitEnd();
      unread.close();
      expectNothingSince(heard, 3, upstream);
    } finally {
      host.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"I8", "F094"})
  void whatWaitsForAConnectionIsNeverSentAfterTheClose(Protocol protocol) {
    HttpSettings.Builder one =
        protocol == Protocol.HTTP_2
            ? HttpSettings.builder().maxConcurrentStreams(1)
            : HttpSettings.builder().maxConnectionsPerHost(1);
    try (Upstream upstream = taking(protocol, one, STALLING)) {
      LlmClient llm = builder(upstream.provider()).build();
      Visit first = Door.CHAT.enter(llm, QUESTION);
      Patience.until("the request", () -> upstream.isReached(Thread.currentThread()));
      List<Visit> waiting = new ArrayList<>();
      for (Door door : Door.values()) {
        waiting.add(door.enter(llm, QUESTION));
      }

      llm.close();

      long heard = heardByTheEnd(protocol, upstream);
      assertThat(first.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
      for (Visit visit : waiting) { // one that had not begun yet is refused
        assertThat(visit.await().errorKind()).isIn(ErrorKind.CANCELLED, ErrorKind.CLOSED);
      }
      expectNothingSince(heard, 1, upstream);
    }
  }

  @Test
  @Fault({"I8", "F094"})
  void whoIssuesCredentialsIsAskedNothingMoreAfterTheClose() {
    Gate answer = Gate.closed();
    ConnectionScript token =
        ConnectionScript.accept()
            .readRequest()
            .waitFor(answer)
            .send(HttpText.head(200, "content-length: 5") + "token");
    try (ScriptedServer metadata = ScriptedServer.start(token, STALLING)) {
      Provider provider =
          Bedrock.builder()
              .name("openai")
              .region("eu-central-1")
              .baseUrl("http://127.0.0.1:9")
              .credentials(
                  AwsKeys.instance(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.url())))
              .build();
      LlmClient llm = builder(provider).build();
      Visit visit = Door.CHAT_ASYNC.enter(llm, QUESTION);
      answer.awaitArrivals(1);

      llm.close();

      assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
      answer.open();
      Patience.until("the end of the thread that asks", () -> !isAsking());
      assertThat(metadata.requests()).hasSize(1);
    }
  }

  private static boolean isAsking() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("llmgw-aws-credentials"));
  }

  /** As many requests as scripts; over HTTP/2, an answer to each begins and does not end. */
  private static Upstream taking(
      Protocol protocol, HttpSettings.Builder settings, ConnectionScript... scripts) {
    int requests = scripts.length;
    if (protocol == Protocol.HTTP_2) {
      String begun = Answers.event(Answers.delta("Blue "));
      Http2Server server = Http2Server.answering(200, "text/event-stream", begun);
      return Upstreams.multiplexed(server, settings)
          .reached(thread -> server.answered() == requests)
          .gone(() -> server.resets() == requests);
    }
    ScriptedServer server = ScriptedServer.start(scripts);
    return new Upstream(Answers.provider(server, settings.build()), server)
        .reached(thread -> server.requests().size() == requests)
        .requests(() -> server.connections().size())
        .bytes(server::bytesReceived)
        .hungUp(() -> server.openConnections() == 0 && server.failures().isEmpty());
  }

  private static boolean isStreamed(Door door) {
    return door == Door.STREAM || door == Door.PUBLISH;
  }

  private static Visit begun(Door door, LlmClient llm, Upstream upstream, Phase phase) {
    Visit visit = door.enter(llm, QUESTION);
    Patience.until("the request", () -> upstream.isReached(Thread.currentThread()));
    if (phase == Phase.BODY) {
      visit.awaitEvents(2);
    }
    return visit;
  }

  private static LlmClientBuilder builder(Provider provider) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel("openai/gpt-test")
        .closeGrace(Duration.ZERO);
  }

  /** The end of a connection is no byte; that of a stream is a frame, which is on its way. */
  private static long heardByTheEnd(Protocol protocol, Upstream upstream) {
    if (protocol == Protocol.HTTP_2) {
      Patience.until(
          "the stream to be reset, or its connection to be gone",
          () -> upstream.isGone() || upstream.isHungUp());
    }
    return upstream.bytes();
  }

  /** The end of the connection comes behind all that was sent over it. */
  private static void expectNothingSince(long heard, int requests, Upstream upstream) {
    Patience.until("the connection to be gone", upstream::isHungUp);
    assertThat(upstream.bytes()).isEqualTo(heard);
    assertThat(upstream.requests()).isEqualTo(requests);
  }

  private static ErrorKind kindOf(CompletableFuture<ChatResponse> answer) {
    try {
      throw new AssertionError(
          "answered: " + answer.get(Patience.limit().toMillis(), TimeUnit.MILLISECONDS));
    } catch (java.util.concurrent.ExecutionException e) {
      return ((LlmException) e.getCause()).kind();
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no end of a call", e);
    }
  }
}
