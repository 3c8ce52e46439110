package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that ask the same at the same time. */
class SharedCallsTest {
  private static final Usage USAGE = Usage.reported(7, 3);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1);
  private final LlmClient llm = client();

  private LlmClient client() {
    return LlmClient.builder()
        .provider(a)
        .defaultModel(a.model())
        .alias("aka", Route.target(a.model()))
        .retries(Retries.none())
        .executor(callers)
        .use(cache)
        .build();
  }

  @BeforeEach
  void watch() {
    leaks.of(a);
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  @Test
  @Fault("F127")
  void manyThatAskTheSameAreOneRequest() {
    a.always(script -> script.text("bl").text("ue").usage(USAGE));
    Races.repeat(
        round -> {
          String question = "round " + round;
          int before = a.received();
          int callersAtOnce = 50;
          CountDownLatch together = new CountDownLatch(callersAtOnce);
          List<CompletableFuture<ChatResponse>> asked = new ArrayList<>();
          for (int i = 0; i < callersAtOnce; i++) {
            asked.add(
                CompletableFuture.supplyAsync(
                    () -> {
                      together.countDown();
                      awaited(together);
                      return llm.prompt(question).send();
                    },
                    callers));
          }
          long paid = 0;
          for (CompletableFuture<ChatResponse> each : asked) {
            ChatResponse response = each.join();
            assertThat(response.text()).isEqualTo("blue");
            paid += response.served().usage().equals(USAGE) ? 1 : 0;
            assertThat(response.served().usage()).isIn(USAGE, Usage.ZERO);
          }
          assertThat(a.received() - before).as("requests of round %s", round).isOne();
          assertThat(paid).isOne();
        });
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Fault("F128")
  void whatNobodyCouldRepeatFailsForAll() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.INVALID_REQUEST)).always("never");

    List<CompletableFuture<ChatResponse>> asked = askedTogether(10);
    gate.open();

    for (CompletableFuture<ChatResponse> each : asked) {
      assertThatThrownBy(each::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST));
    }
    assertThat(a.received()).isOne();
  }

  @Test
  @Fault("F128")
  void whatCanBeRepeatedIsAskedForOnceMore() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER))
        .answers(script -> script.text("blue"))
        .always("never");

    List<CompletableFuture<ChatResponse>> asked = askedTogether(10);
    gate.open();

    AtomicInteger failed = new AtomicInteger();
    for (CompletableFuture<ChatResponse> each : asked) {
      ChatResponse response = each.exceptionally(e -> null).join();
      if (response == null) {
        failed.incrementAndGet();
      } else {
        assertThat(response.text()).isEqualTo("blue");
      }
    }
    assertThat(failed.get()).as("who began it").isOne();
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  @Fault("F129")
  void theFirstMayLeaveAndTheOthersStay() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue")).always("never");
    CancelHandle handle = new CancelHandle();
    CompletableFuture<ChatResponse> first =
        CompletableFuture.supplyAsync(() -> llm.prompt("q").cancelledBy(handle).send(), callers);
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> second = llm.prompt("q").async();
    awaitJoined(2);

    handle.cancel();
    assertThatThrownBy(first::join).cause().isInstanceOf(LlmException.class);
    gate.open();

    assertThat(second.join().text()).isEqualTo("blue");
    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(llm.prompt("q").send().served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  @Fault("F129")
  void theLastOneOutEndsTheRequest() {
    a.answers(script -> script.hang());
    CancelHandle handle = new CancelHandle();
    CompletableFuture<ChatResponse> only =
        CompletableFuture.supplyAsync(() -> llm.prompt("q").cancelledBy(handle).send(), callers);
    a.awaitReceived(1);

    handle.cancel();

    assertThatThrownBy(only::join).cause().isInstanceOf(LlmException.class);
    a.awaitNoOpenStreams();
  }

  @Test
  void whoAsksAfterAnInvalidationAsksAnew() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("before")).answers("after");
    CompletableFuture<ChatResponse> first = llm.prompt("q").async();
    a.awaitReceived(1);

    cache.invalidateNamespace(ResponseCache.NAMESPACE);

    assertThat(llm.prompt("q").text()).isEqualTo("after");
    gate.open();
    assertThat(first.join().text()).isEqualTo("before");
    assertThat(llm.prompt("q").text()).isEqualTo("after");
  }

  @Test
  void whoTakesAnswersThatOthersDoNotIsApartFromThem() {
    for (CacheControl control :
        List.of(CacheControl.DEFAULT.alsoStandIns(), CacheControl.DEFAULT.alsoToolCalls())) {
      Gate gate = Gate.closed();
      String question = "q " + a.received();
      a.answers(script -> script.waitFor(gate).text("blue")).answers("azure");
      CompletableFuture<ChatResponse> first = llm.prompt(question).async();
      a.awaitReceived(1 + Integer.parseInt(question.substring(2)));

      assertThat(llm.prompt(question).with(control).text()).isEqualTo("azure");

      gate.open();
      assertThat(first.join().text()).isEqualTo("blue");
    }
  }

  @Test
  void whoWantsNothingKeptSharesWithOthersAndWhoBeginsDecides() {
    for (boolean kept : List.of(false, true)) {
      Gate gate = Gate.closed();
      String question = "kept: " + kept;
      CacheControl first = kept ? CacheControl.DEFAULT : CacheControl.readOnly();
      CacheControl second = kept ? CacheControl.readOnly() : CacheControl.DEFAULT;
      int before = a.received();
      a.answers(script -> script.waitFor(gate).text("blue")).answers("asked anew");
      CompletableFuture<ChatResponse> begins = llm.prompt(question).with(first).async();
      a.awaitReceived(before + 1);
      CompletableFuture<ChatResponse> joins = llm.prompt(question).with(second).async();
      awaitJoined(2);
      gate.open();

      assertThat(begins.join().text()).isEqualTo("blue");
      assertThat(joins.join().served().cache()).isEqualTo(CacheStatus.JOINED);
      assertThat(llm.prompt(question).text()).isEqualTo(kept ? "blue" : "asked anew");
    }
  }

  @Test
  void whatIsInvalidatedOfOthersConcernsNobodyElse() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue")).always("never");
    LlmClient mine = llm.forCaller(Caller.tenant("mine"));
    CompletableFuture<ChatResponse> first = mine.prompt("q").async();
    a.awaitReceived(1);

    cache.invalidateTenant("another");
    cache.invalidateNamespace("another");
    cache.invalidate("0123");
    CompletableFuture<ChatResponse> second = mine.prompt("q").async();
    awaitJoined(2);
    cache.invalidateModel("another/m");
    gate.open();

    assertThat(first.join().text()).isEqualTo("blue");
    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(mine.prompt("q").send().served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void whatIsUnderWayIsNotKeptWhereItIsInvalidated() {
    List<Consumer<String>> ways =
        List.of(
            key -> cache.invalidate(key),
            key -> cache.invalidateTenant("mine"),
            key -> cache.invalidateNamespace("own"),
            key -> cache.invalidateModel(a.model()),
            key -> cache.invalidateModel("aka"),
            key -> cache.invalidateIf(entry -> false)); // nobody knows what it will be
    LlmClient mine = llm.forCaller(Caller.tenant("mine"));
    CacheControl own = CacheControl.DEFAULT.namespace("own");
    for (int i = 0; i < ways.size(); i++) {
      Gate gate = Gate.closed();
      a.answers("older").answers(script -> script.waitFor(gate).text("old")).answers("new");
      ChatRequest question = ChatRequest.of("question " + i).withModel("aka").with(own);
      String key = Objects.requireNonNull(mine.chat(question).served().cacheUse()).key();
      cache.invalidate(key);
      CompletableFuture<ChatResponse> first = mine.chatAsync(question);
      a.awaitReceived(3 * i + 2);

      ways.get(i).accept(key);
      gate.open();

      assertThat(first.join().text()).isEqualTo("old");
      assertThat(mine.chat(question).text()).as("way %s", i).isEqualTo("new");
    }
  }

  private List<CompletableFuture<ChatResponse>> askedTogether(int count) {
    List<CompletableFuture<ChatResponse>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      asked.add(llm.prompt("q").async());
    }
    awaitJoined(count);
    return asked;
  }

  /** Who waits for a flight is blocked; nobody else is, here. */
  private static void awaitJoined(int count) {
    Patience.until(
        () -> count + " callers to wait", Patience.limit(), () -> Waiting.forFlights() >= count);
  }
}
