package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call with a name whose answer is longer than what is held of it is made once all the same. */
class NamedCallPastItsBoundTest {
  /** So many of one character: a piece counts with some hundred bytes beside. */
  private static final int ALL = Replay.MOST_BYTES_OF_WHOLE / 90;

  private static final int ENOUGH_MEGABYTES = 1024;
  private static final ChatRequest LETTER =
      ChatRequest.of("Write.").with(Idempotency.key("order-17"));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Gate gate = Gate.closed();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private LlmClient llm;

  private void use(ResponseCache cache) {
    llm =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .retries(Retries.none())
            .time(VirtualTime.create())
            .closeGrace(Duration.ZERO)
            .executor(callers)
            .use(cache)
            .build();
  }

  @BeforeEach
  void script() {
    leaks.of(a);
    a.answers(
            script -> {
              for (int i = 0; i < ALL; i++) {
                script.text("x");
              }
              script.waitFor(gate);
            })
        .answers("another letter");
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private static int read(ChatStream stream, int characters) {
    int read = 0;
    while (read < characters) {
      LlmEvent event = stream.next();
      if (event == null) {
        return read;
      }
      read += event instanceof TextDelta text ? text.text().length() : 0;
    }
    return read;
  }

  private CompletableFuture<Integer> asksLate() {
    CompletableFuture<Integer> late =
        CompletableFuture.supplyAsync(
            () -> {
              try (ChatStream stream = llm.stream(LETTER)) {
                return read(stream, Integer.MAX_VALUE);
              }
            },
            callers);
    Patience.until(
        "him to wait for the end",
        () ->
            Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("awaitEnd")));
    return late;
  }

  @Test
  void whoComesLateIsRefusedWhereTheAnswerIsNotKept() {
    use(ResponseCache.ofMegabytes(16));
    try (ChatStream first = llm.stream(LETTER)) {
      read(first, ALL);
      CompletableFuture<Integer> late = asksLate();
      gate.open();

      assertThatThrownBy(late::join)
          .cause()
          .isInstanceOfSatisfying(
              LlmException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT);
                assertThat(e.isRetryable()).isFalse();
              });
      assertThat(read(first, Integer.MAX_VALUE)).isZero();
    }
    assertThat(a.received()).isOne();
    assertThat(llm.chat(LETTER).text()).as("it is over").isEqualTo("another letter");
  }

  @Test
  void whoComesLateIsGivenWhatIsKept() {
    use(ResponseCache.ofMegabytes(ENOUGH_MEGABYTES));
    try (ChatStream first = llm.stream(LETTER)) {
      read(first, ALL);
      CompletableFuture<Integer> late = asksLate();
      gate.open();

      assertThat(late.join()).isEqualTo(ALL);
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void itGoesOnForWhoComesLateWhenTheFirstHasLeft() {
    use(ResponseCache.ofMegabytes(ENOUGH_MEGABYTES));
    ChatStream first = llm.stream(LETTER);
    read(first, ALL);
    CompletableFuture<Integer> late = asksLate();
    first.close();
    gate.open();

    assertThat(late.join()).isEqualTo(ALL);
    assertThat(a.received()).isOne();
  }

  @Test
  void isMadeAnewOnceInvalidatedThoughOneHasNotReadOfTheFirst() {
    ResponseCache cache = ResponseCache.ofMegabytes(16);
    use(cache);
    try (ChatStream first = llm.stream(LETTER)) {
      read(first, ALL);
      gate.open();
      Waiting.untilNoFlight();
      cache.invalidateIf(entry -> true);

      assertThat(llm.chat(LETTER).text()).isEqualTo("another letter");
      assertThat(read(first, Integer.MAX_VALUE)).isZero();
    }
    assertThat(a.received()).isEqualTo(2);
  }
}
