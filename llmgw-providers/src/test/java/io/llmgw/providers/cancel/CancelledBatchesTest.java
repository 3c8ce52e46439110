package io.llmgw.providers.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.providers.cancel.CancelCase.Protocol;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Background;
import io.llmgw.providers.rig.Http2Server;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An embedding of three requests is ended while the second has no answer: the other side sees that
 * within 200 ms, and the third is never sent.
 */
@ExtendWith(LeakRule.class)
@Fault({"F089", "F090"})
class CancelledBatchesTest {
  private static final Duration BOUND = Duration.ofMillis(200);
  private static final int TRIES = 3; // a thread that a busy machine runs late is late once
  private static final int MOST_OF_ONE = 2048;
  private static final int FRAME_BYTES = 16_000;
  private static final EmbeddingRequest THREE =
      EmbeddingRequest.builder()
          .model("openai/text-embedding-3-small")
          .inputs(Collections.nCopies(2 * MOST_OF_ONE + 1, "blue"))
          .build();

  /**
   * One way to the end.
   *
   * @param async whether a future is waited for, or the thread that asks waits
   */
  record Cell(Protocol protocol, Threads threads, boolean async, Way way) {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      for (Threads threads : Threads.here()) {
        for (Way way : List.of(Way.HANDLE, Way.INTERRUPT, Way.CLIENT_CLOSE)) {
          cells.add(new Cell(protocol, threads, false, way));
        }
        for (Way way : List.of(Way.HANDLE, Way.CANCEL, Way.INTERRUPT, Way.CLIENT_CLOSE)) {
          cells.add(new Cell(protocol, threads, true, way));
        }
      }
    }
    return cells;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void noFurtherBatchIsSent(Cell cell) throws IOException {
    boolean inTime = false;
    for (int i = 0; i < TRIES && !inTime; i++) {
      inTime = endsInTime(cell);
    }
    assertThat(inTime).isTrue();
  }

  private static boolean endsInTime(Cell cell) throws IOException {
    Asked asked = new Asked(cell);
    try (Upstream upstream = answeringTheFirst(cell.protocol())) {
      boolean inTime;
      try (LlmClient llm =
          LlmClient.builder()
              .provider(upstream.provider())
              .executor(asked::run)
              .retries(Retries.none())
              .closeGrace(Duration.ZERO)
              .build()) {
        asked.begin(llm);
        Patience.until(
            "the second batch to be asked for", () -> upstream.isReached(Thread.currentThread()));

        asked.end(llm);

        inTime = Patience.comesTrue(BOUND, () -> upstream.isGone() && asked.end.isDone());
        Patience.until("the other side to see " + cell, upstream::isGone);
        Patience.until("the caller of " + cell + " to be free", asked.end::isDone);
        expectEnd(cell, asked.end.join());
      }
      Patience.until("the connection to be gone", upstream::isHungUp);
      assertThat(upstream.requests()).isEqualTo(2);
      return inTime;
    }
  }

  private static void expectEnd(Cell cell, Throwable end) {
    if (cell.way() == Way.CANCEL) {
      assertThat(end).isInstanceOf(CancellationException.class);
    } else {
      assertThat(end).isInstanceOf(CallCancelledException.class);
      assertThat(((LlmException) end).attempts()).hasSize(2);
    }
  }

  private static Upstream answeringTheFirst(Protocol protocol) throws IOException {
    String answer = answer();
    if (protocol == Protocol.HTTP_2) {
      Http2Server server = Http2Server.answering(200, "application/json", answer.substring(0, 1));
      return Upstreams.multiplexed(server, HttpSettings.builder())
          .reached(thread -> isAtTheSecond(server, answer.substring(1)));
    }
    Gate reached = Gate.closed();
    String head =
        HttpText.head(200, "content-type: application/json", "content-length: " + answer.length());
    ScriptedServer server =
        ScriptedServer.start(
            ConnectionScript.accept()
                .readRequest()
                .send(head + answer)
                .readRequest()
                .waitFor(reached));
    return new Upstream(Answers.provider(server, HttpSettings.DEFAULTS), server)
        .reached(thread -> reached.arrivals() == 1)
        .gone(() -> server.connections().get(0).isGone())
        .requests(() -> server.requests().size())
        .hungUp(() -> server.openConnections() == 0);
  }

  private static boolean isAtTheSecond(Http2Server server, String rest) throws IOException {
    if (server.answered() == 1) {
      for (int from = 0; from < rest.length(); from += FRAME_BYTES) {
        server.say(0, rest.substring(from, Math.min(rest.length(), from + FRAME_BYTES)));
      }
      server.finish(0, "");
      Patience.until("the second batch", () -> server.answered() == 2);
    }
    return server.answered() == 2;
  }

  private static String answer() {
    StringBuilder vectors = new StringBuilder();
    for (int i = 0; i < MOST_OF_ONE; i++) {
      vectors.append(i == 0 ? "" : ",");
      vectors.append("{\"object\":\"embedding\",\"index\":").append(i);
      vectors.append(",\"embedding\":[0.5]}");
    }
    return "{\"object\":\"list\",\"model\":\"text-embedding-3-small\",\"data\":["
        + vectors
        + "],\"usage\":{\"prompt_tokens\":2048,\"total_tokens\":2048}}";
  }

  /** An embedding under way, on one kind of thread. */
  private static final class Asked {
    private final Cell cell;
    private final CancelHandle handle = new CancelHandle();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private volatile @Nullable Thread thread;
    private volatile @Nullable CompletableFuture<EmbeddingResponse> future;

    Asked(Cell cell) {
      this.cell = cell;
    }

    void run(Runnable code) {
      thread = cell.threads().start(code);
    }

    void begin(LlmClient llm) {
      LlmClient own = llm.cancelledBy(handle);
      if (cell.async()) {
        CompletableFuture<EmbeddingResponse> answer = own.embedAsync(THREE);
        var unused = answer.whenComplete((response, problem) -> end.complete(problem));
        future = answer;
      } else {
        run(
            () -> {
              try {
                EmbeddingResponse response = own.embed(THREE);
                end.complete(new AssertionError("answered: " + response.size()));
              } catch (RuntimeException e) {
                end.complete(e);
              }
            });
      }
    }

    void end(LlmClient llm) {
      switch (cell.way()) {
        case HANDLE -> handle.cancel();
        case CANCEL -> future.cancel(true);
        case INTERRUPT -> thread.interrupt();
        case CLIENT_CLOSE -> {
          Background<Boolean> unused =
              Background.run(
                  () -> {
                    llm.close();
                    return true;
                  });
        }
        case CLOSE -> throw new IllegalStateException("there is no stream");
      }
    }
  }
}
