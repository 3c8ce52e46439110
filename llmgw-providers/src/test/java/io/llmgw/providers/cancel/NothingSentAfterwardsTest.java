package io.llmgw.providers.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource
  @Fault("I8")
  void noByteComesMoreThan200MsAfterACancel(Door door) {
    for (ConnectionScript script : scripts(door)) {
      boolean inTime = false;
      for (int i = 0; i < TRIES && !inTime; i++) {
        inTime = isGoneInTimeAfterACancel(door, script);
      }
      assertThat(inTime).isTrue();
    }
  }

  private static boolean isGoneInTimeAfterACancel(Door door, ConnectionScript script) {
    try (ScriptedServer server = ScriptedServer.start(script)) {
      long heard;
      boolean inTime;
      try (LlmClient llm = builder(server).build()) {
        Visit visit = begun(door, llm, server, script);

        visit.cancel();

        inTime = Patience.comesTrue(BOUND, () -> server.openConnections() == 0);
        heard = server.bytesReceived();
        visit.await();
      }
      server.awaitGone(1);
      expectNothingSince(heard, server);
      return inTime;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault("I8")
  void noByteComesAfterTheDeadline(Door door) {
    for (ConnectionScript script : scripts(door)) {
      VirtualTime time = VirtualTime.create();
      try (ScriptedServer server = ScriptedServer.start(script)) {
        long heard;
        try (LlmClient llm = builder(server).time(time).timeouts(Timeouts.total(TOTAL)).build()) {
          Visit visit = begun(door, llm, server, script);

          time.advance(TOTAL);

          assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
          heard = server.bytesReceived();
          time.advance(TOTAL);
        }
        server.awaitGone(1);
        expectNothingSince(heard, server);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"I8", "F094"})
  void noByteComesAfterTheCloseOfTheClient(Door door) {
    for (ConnectionScript script : scripts(door)) {
      try (ScriptedServer server = ScriptedServer.start(script)) {
        LlmClient llm = builder(server).build();
        Visit visit = begun(door, llm, server, script);

        llm.close();

        long heard = server.bytesReceived();
        assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(door.open(llm, QUESTION).errorKind()).isEqualTo(ErrorKind.CLOSED);
        server.awaitGone(1);
        expectNothingSince(heard, server);
      }
    }
  }

  @Test
  @Fault({"I8", "F094"})
  void whatWaitsForAThreadOrForDemandIsNeverSentAfterTheClose() {
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (ScriptedServer server = ScriptedServer.start(STREAMING, STREAMING, STALLING)) {
      LlmClient llm = builder(server).executor(host).build();
      ChatStream unread = llm.stream(QUESTION);
      RecordingSubscriber<LlmEvent> pausing = RecordingSubscriber.withDemand(1);
      llm.publish(QUESTION).subscribe(pausing);
      pausing.awaitItems(1);
      CompletableFuture<ChatResponse> underWay = llm.chatAsync(QUESTION);
      server.awaitRequests(3);
      List<CompletableFuture<ChatResponse>> queued = new ArrayList<>();
      List<RecordingSubscriber<LlmEvent>> without = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        queued.add(llm.chatAsync(QUESTION));
        RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(0);
        llm.publish(QUESTION).subscribe(subscriber);
        without.add(subscriber);
      }

      llm.close();

      long heard = server.bytesReceived();
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
      Patience.until("all connections to be gone", () -> server.openConnections() == 0);
      assertThat(server.bytesReceived()).isEqualTo(heard);
      assertThat(server.connections()).hasSize(3);
      assertThat(server.failures()).isEmpty();
    } finally {
      host.shutdownNow();
    }
  }

  @Test
  @Fault({"I8", "F094"})
  void whatWaitsForAConnectionIsNeverSentAfterTheClose() {
    HttpSettings one = HttpSettings.builder().maxConnectionsPerHost(1).build();
    try (ScriptedServer server = ScriptedServer.start(STALLING)) {
      LlmClient llm =
          LlmClient.builder()
              .provider(Answers.provider(server, one))
              .defaultModel("openai/gpt-test")
              .closeGrace(Duration.ZERO)
              .build();
      Visit first = Door.CHAT.enter(llm, QUESTION);
      server.awaitRequests(1);
      List<Visit> waiting = new ArrayList<>();
      for (Door door : Door.values()) {
        waiting.add(door.enter(llm, QUESTION));
      }

      llm.close();

      long heard = server.bytesReceived();
      assertThat(first.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
      for (Visit visit : waiting) { // one that had not begun yet is refused
        assertThat(visit.await().errorKind()).isIn(ErrorKind.CANCELLED, ErrorKind.CLOSED);
      }
      server.awaitGone(1);
      expectNothingSince(heard, server);
    }
  }

  /** A stream is ended before and within its answer; what comes whole, before it. */
  private static List<ConnectionScript> scripts(Door door) {
    return door == Door.STREAM || door == Door.PUBLISH
        ? List.of(STALLING, STREAMING)
        : List.of(STALLING);
  }

  private static Visit begun(
      Door door, LlmClient llm, ScriptedServer server, ConnectionScript script) {
    Visit visit = door.enter(llm, QUESTION);
    server.awaitRequests(1);
    if (script == STREAMING) {
      visit.awaitEvents(2);
    }
    return visit;
  }

  private static LlmClientBuilder builder(ScriptedServer server) {
    return LlmClient.builder()
        .provider(Answers.provider(server))
        .defaultModel("openai/gpt-test")
        .closeGrace(Duration.ZERO);
  }

  private static void expectNothingSince(long heard, ScriptedServer server) {
    assertThat(server.bytesReceived()).isEqualTo(heard);
    assertThat(server.connections()).hasSize(1);
    assertThat(server.failures()).isEmpty();
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
