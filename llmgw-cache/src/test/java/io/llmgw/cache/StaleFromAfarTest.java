package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer past its time stands in for a failure in another process too, or after a restart. */
class StaleFromAfarTest {
  private static final Duration STALE = Duration.ofHours(6);

  private final VirtualTime time = VirtualTime.create();
  private final MapStore store = new MapStore();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ScriptedProvider a = ScriptedProvider.named("a").always("old");
  private final ScriptedProvider down = ScriptedProvider.named("a");
  private final ResponseCache cache = cache();
  private final LlmClient one = client(a, cache());
  private final LlmClient other = client(down, cache);

  private ResponseCache cache() {
    return ResponseCache.ofMegabytes(1).staleIfError(STALE).secondLevel(store);
  }

  private LlmClient client(ScriptedProvider provider, ResponseCache of) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel("a/m")
        .retries(Retries.none())
        .time(time)
        .closeGrace(Duration.ZERO)
        .executor(callers)
        .use(of)
        .build();
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    callers.shutdownNow();
  }

  private void keptAgo(Duration age) {
    one.prompt("Why?").text();
    store.awaitStored(1);
    time.advance(age);
  }

  private CompletableFuture<ChatResponse> asked(CacheControl wish) {
    return other.prompt("Why?").with(wish).async();
  }

  @Test
  void theStoreKeepsItForSoLongBeyondItsTime() {
    keptAgo(Duration.ZERO);

    assertThat(store.ttls()).containsExactly(ResponseCache.TTL.plus(STALE));
  }

  @Test
  void itStandsInForAFailure() {
    keptAgo(Duration.ofHours(2));
    down.fails(ErrorKind.SERVER);

    ChatResponse answer = other.prompt("Why?").send();

    assertThat(answer.text()).isEqualTo("old");
    assertThat(answer.served().cache()).isEqualTo(CacheStatus.STALE);
    assertThat(Objects.requireNonNull(answer.served().cacheUse()).age())
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void itIsNeverGivenWhereSomebodyAnswers() {
    keptAgo(Duration.ofHours(1));
    down.answers("new");

    assertThat(other.prompt("Why?").text()).isEqualTo("new");
  }

  @Test
  void itStandsInForAllWhoWait() {
    keptAgo(Duration.ofHours(2));
    Gate gate = Gate.closed();
    down.always(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    List<CompletableFuture<ChatResponse>> all =
        IntStream.range(0, 40).mapToObj(i -> other.prompt("Why?").async()).toList();
    Patience.until("all to wait", () -> Waiting.forFlights() == 40);

    gate.open();

    all.forEach(each -> assertThat(each.join().text()).isEqualTo("old"));
  }

  @Test
  void itStandsInForWhoHasJoinedOneWhoTakesNone() {
    keptAgo(Duration.ofHours(2));
    Gate gate = Gate.closed();
    LlmException once = LlmException.of(ErrorKind.SERVER, "no more").retryable(false).build();
    down.answers(script -> script.waitFor(gate).fail(once)); // nobody asks once more
    CompletableFuture<ChatResponse> first = asked(CacheControl.DEFAULT.staleIfError(Duration.ZERO));
    down.awaitReceived(1);
    CompletableFuture<ChatResponse> second = asked(CacheControl.DEFAULT);
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);

    gate.open();

    assertThat(Failed.kindOf(first)).isEqualTo(ErrorKind.SERVER);
    assertThat(second.join().text()).isEqualTo("old");
  }

  @Test
  void itStandsInForWhoAsksAlone() {
    keptAgo(Duration.ofHours(2));
    down.fails(ErrorKind.SERVER);
    try (LlmClient alone = client(down, cache().withoutSharing())) {
      assertThat(alone.prompt("Why?").text()).isEqualTo("old");
    }
  }

  @Test
  void whoOnlyReadsGetsItToo() {
    keptAgo(Duration.ofHours(2));
    down.fails(ErrorKind.SERVER);

    assertThat(asked(CacheControl.readOnly()).join().text()).isEqualTo("old");
    assertThat(cache.size()).isZero();
  }

  @Test
  void whoWantsNoneGetsNone() {
    keptAgo(Duration.ofHours(2));
    down.fails(ErrorKind.SERVER).fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);

    CacheControl now = CacheControl.DEFAULT;
    assertThat(Failed.kindOf(asked(now.staleIfError(Duration.ZERO)))).isEqualTo(ErrorKind.SERVER);
    assertThat(Failed.kindOf(asked(now.maxAge(Duration.ofMinutes(90)))))
        .isEqualTo(ErrorKind.SERVER);
    assertThat(Failed.kindOf(asked(CacheControl.refresh()))).isEqualTo(ErrorKind.SERVER);
  }

  @Test
  void itStandsInForNoDecision() {
    keptAgo(Duration.ofHours(2));
    down.fails(ErrorKind.PERMISSION);

    assertThat(Failed.kindOf(asked(CacheControl.DEFAULT))).isEqualTo(ErrorKind.PERMISSION);
  }

  @Test
  void whatWasDroppedWhileTheCallWentOnStandsInForNothing() {
    keptAgo(Duration.ofHours(2));
    Gate gate = Gate.closed();
    down.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    CompletableFuture<ChatResponse> asked = asked(CacheControl.DEFAULT);
    down.awaitReceived(1);

    cache.invalidateModel("a/m");
    gate.open();

    assertThat(Failed.kindOf(asked)).isEqualTo(ErrorKind.SERVER);
  }

  @Test
  void aStoreThatIsSlowByThenIsWaitedForFiftyMilliseconds() {
    keptAgo(Duration.ofHours(2));
    Gate gate = Gate.closed();
    down.answers(script -> script.run(() -> store.readsWaitFor(gate)).fail(ErrorKind.SERVER));
    CompletableFuture<ChatResponse> asked = asked(CacheControl.DEFAULT);
    store.awaitReads(3);
    time.awaitDueIn(Duration.ofMillis(50));

    time.advance(Duration.ofMillis(50));

    assertThat(Failed.kindOf(asked)).isEqualTo(ErrorKind.SERVER);
    gate.open();
  }
}
