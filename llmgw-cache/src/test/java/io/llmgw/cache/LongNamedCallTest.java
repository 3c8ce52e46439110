package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call with a name is made once, however long its answer is and however late one asks. */
class LongNamedCallTest {
  private static final int FULL = 4_096;
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final ChatRequest LETTER =
      ChatRequest.of("Write.").with(Idempotency.key("order-17").within(WINDOW));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime virtual = VirtualTime.create();
  private final WatchedTime time = new WatchedTime(virtual);
  private final Gate gate = Gate.closed();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ResponseCache cache =
      ResponseCache.ofMegabytes(16).staleIfError(Duration.ofHours(1));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .executor(callers)
          .use(cache)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(a);
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  /** What one call reads is more than is held for those who join any other. */
  private void scriptPieces() {
    a.answers(
            script ->
                script
                    .text("x".repeat(FULL + 1), FULL + 1)
                    .waitFor(gate)
                    .text("y".repeat(FULL + 1), FULL + 1))
        .answers("another letter");
  }

  private static final String ALL = "x".repeat(FULL + 1) + "y".repeat(FULL + 1);

  private static void readPieces(ChatStream stream) {
    for (int i = 0; i < FULL + 2; i++) { // with the event before the first piece
      stream.next();
    }
  }

  @Test
  void whoAsksAfterManyPiecesGetsTheSame() {
    scriptPieces();
    try (ChatStream first = llm.stream(LETTER)) {
      readPieces(first);
      try (ChatStream second = llm.stream(LETTER)) {
        second.next();
        gate.open();

        assertThat(first.response().text()).isEqualTo(ALL);
        ChatResponse late = second.response();
        assertThat(late.text()).isEqualTo(ALL);
        assertThat(late.served().cache()).isEqualTo(CacheStatus.JOINED);
      }
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void whoAsksAfterManyCharactersGetsTheSame() {
    String page = "x".repeat(600_000);
    a.answers(script -> script.text(page).text(page).waitFor(gate).text("end"))
        .answers("another letter");
    try (ChatStream first = llm.stream(LETTER)) {
      first.next();
      first.next();
      first.next();
      try (ChatStream second = llm.stream(LETTER)) {
        second.next();
        gate.open();

        assertThat(first.response().text()).isEqualTo(page + page + "end");
        assertThat(second.response().text()).isEqualTo(page + page + "end");
      }
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void whoComesLateHasADeadlineOfHisOwn() {
    scriptPieces();
    try (ChatStream first = llm.stream(LETTER)) {
      readPieces(first);
      try (ChatStream second = llm.stream(LETTER.with(Timeouts.total(SOON)))) {
        second.next();
        CompletableFuture<ChatResponse> waiting =
            CompletableFuture.supplyAsync(second::response, callers);

        virtual.advance(SOON);

        assertThat(Failed.kindOf(waiting)).isEqualTo(ErrorKind.TIMEOUT);
      }
      gate.open();
      assertThat(first.response().text()).isEqualTo(ALL);
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void whoComesLateMayLeaveBeforeItsEnd() {
    scriptPieces();
    CancelHandle handle = new CancelHandle();
    try (ChatStream first = llm.stream(LETTER)) {
      readPieces(first);
      try (ChatStream second = llm.cancelledBy(handle).stream(LETTER)) {
        second.next();
        CompletableFuture<ChatResponse> waiting =
            CompletableFuture.supplyAsync(second::response, callers);

        handle.cancel();

        assertThat(Failed.kindOf(waiting)).isEqualTo(ErrorKind.CANCELLED);
      }
      gate.open();
      assertThat(first.response().text()).isEqualTo(ALL);
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void itGoesOnForWhoCameLateWhenTheFirstHasLeft() {
    scriptPieces();
    ChatStream first = llm.stream(LETTER);
    readPieces(first);
    try (ChatStream second = llm.stream(LETTER)) {
      second.next();
      first.close();
      gate.open();

      assertThat(second.response().text()).isEqualTo(ALL);
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void whereItFailsWhoCameLateFailsAsWhoJoinedInTime() {
    a.answers(
            script ->
                script
                    .text("x".repeat(FULL + 1), FULL + 1)
                    .waitFor(gate)
                    .fail(ErrorKind.CONNECTION_LOST))
        .answers("another letter");
    try (ChatStream first = llm.stream(LETTER)) {
      readPieces(first);
      try (ChatStream second = llm.stream(LETTER)) {
        second.next();
        gate.open();

        ErrorKind kind = Failed.kindOf(CompletableFuture.supplyAsync(first::response, callers));
        assertThat(kind).isNotNull();
        assertThat(Failed.kindOf(CompletableFuture.supplyAsync(second::response, callers)))
            .isEqualTo(kind);
      }
    }
    assertThat(llm.chat(LETTER).text()).as("what failed may be asked for").startsWith("another");
  }

  /**
   * It looks while the first call is under way, finds nothing, and that one ends before it asks.
   */
  @Test
  void whoLooksJustBeforeTheEndOfWhatIsNotKeptGetsTheSame() {
    String large = "z".repeat(2_500_000); // more than an eighth
    a.answers("of the window before");
    llm.chat(LETTER);
    virtual.advance(WINDOW);
    a.answers(script -> script.waitFor(gate).text(large)).answers("another letter");
    CompletableFuture<ChatResponse> first = llm.chatAsync(LETTER);
    a.awaitReceived(2);
    time.watchWithin(
        "named",
        () -> {
          gate.open();
          first.join();
        });

    ChatResponse second = llm.chat(LETTER);

    assertThat(time.isSeen()).isTrue();
    assertThat(second.text()).isEqualTo(large);
    assertThat(second.served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(a.received()).isEqualTo(2);
    assertThat(llm.chat(LETTER).text()).as("nothing is kept").isEqualTo("another letter");
  }

  @Test
  void isMadeOnceHoweverManyAskWhileItArrives() {
    Races.repeat(
        repeat -> {
          ChatRequest letter =
              ChatRequest.of("Write.").with(Idempotency.key("order " + repeat).within(WINDOW));
          int before = a.received();
          a.answers(script -> script.text("x".repeat(2 * FULL), 2 * FULL));
          List<CompletableFuture<ChatResponse>> asked =
              IntStream.range(0, 8).mapToObj(i -> llm.chatAsync(letter)).toList();

          asked.forEach(one -> assertThat(one.join().text()).hasSize(2 * FULL));
          assertThat(a.received() - before).as("repeat %s", repeat).isOne();
          cache.invalidateIf(entry -> true); // else there is no room for the next one
        });
  }
}
