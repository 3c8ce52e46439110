package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call with a name is made once. */
class IdempotencyTest {
  private static final Idempotency ORDER = Idempotency.key("order-17");

  private final Between between = new Between();
  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final Outcomes outcomes = new Outcomes();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .executor(callers) // threads that can be looked at, on every JDK
          .observe(outcomes)
          .use(cache)
          .use((Feature) between)
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private ChatResponse ask(String question, Idempotency once) {
    return llm.prompt(question).temperature(1).with(once).send();
  }

  @Test
  void whoAsksAgainGetsTheSameWithinTheWindow() {
    a.answers(script -> script.text("blue").completed(FinishReason.LENGTH)).answers("green");

    assertThat(ask("Why?", ORDER).text()).isEqualTo("blue");
    time.advance(Duration.ofHours(23));
    ChatResponse again = ask("Why?", ORDER);
    assertThat(again.text()).isEqualTo("blue");
    assertThat(again.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(again.served().cache()).isEqualTo(CacheStatus.HIT);
    time.advance(Duration.ofHours(1));
    assertThat(ask("Why?", ORDER).text()).isEqualTo("green");
  }

  @Test
  void whoAsksWhileItIsUnderWayGetsTheSame() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue"));
    CompletableFuture<ChatResponse> first = llm.prompt("Why?").temperature(1).with(ORDER).async();
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> second = llm.prompt("Why?").temperature(1).with(ORDER).async();
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);

    gate.open();

    assertThat(first.join().text()).isEqualTo("blue");
    assertThat(second.join().text()).isEqualTo("blue");
    assertThat(a.received()).isOne();
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    a.answers("blue");
    ask("Why?", ORDER);

    assertThatThrownBy(() -> ask("How?", ORDER))
        .isInstanceOfSatisfying(
            LlmException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT);
              assertThat(e.isRetryable()).isFalse();
              assertThat(e).hasMessageNotContaining("order-17");
            });
  }

  /** A look counts once, wherever it is found out that the name was used for something else. */
  @Test
  void aConflictCountsAsAMissOnTheFirstLookToo() {
    a.answers("blue");
    ask("Why?", ORDER);
    long before = outcomes.sum(CallFact.CACHE_MISS);

    assertThatThrownBy(() -> ask("How?", ORDER)).isInstanceOf(LlmException.class);

    assertThat(outcomes.sum(CallFact.CACHE_MISS) - before).isOne();
    assertThat(outcomes.take(2).get(1).served().cache()).isEqualTo(CacheStatus.MISS);
  }

  /** Whoever asks while it is under way has it made once, whatever becomes of other answers. */
  @Test
  void anInvalidationMakesNoSecondCallOfOneThatIsUnderWay() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue")).answers("green");
    CompletableFuture<ChatResponse> first = llm.prompt("Why?").temperature(1).with(ORDER).async();
    a.awaitReceived(1);

    cache.invalidateTenant("another");
    cache.invalidateIf(entry -> true);
    CompletableFuture<ChatResponse> second = llm.prompt("Why?").temperature(1).with(ORDER).async();
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThat(first.join().text()).isEqualTo("blue");
    assertThat(second.join().text()).isEqualTo("blue");
    assertThat(ask("Why?", ORDER).text()).as("all was to be dropped").isEqualTo("green");
  }

  @Test
  void anInvalidationOfOthersDropsNoAnswerThatIsUnderWay() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue"));
    CompletableFuture<ChatResponse> first = llm.prompt("Why?").temperature(1).with(ORDER).async();
    a.awaitReceived(1);

    cache.invalidateTenant("another");
    gate.open();

    assertThat(first.join().text()).isEqualTo("blue");
    assertThat(ask("Why?", ORDER).text()).isEqualTo("blue");
  }

  @Test
  void whoNamesNoUserHasNoKeyWhereUsersAreApart() {
    try (LlmClient apart =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .use(ResponseCache.ofMegabytes(1).perUser())
            .build()) {
      assertThatThrownBy(() -> apart.prompt("Why?").with(ORDER).text())
          .isInstanceOfSatisfying(
              LlmException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
                assertThat(e).hasMessageContaining("names no user");
              });
      a.answers("blue");
      LlmClient ada = apart.forCaller(Caller.tenant("t").user("ada"));
      assertThat(ada.prompt("Why?").with(ORDER).text()).isEqualTo("blue");
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void whatFailedMayBeAskedForAgain() {
    a.fails(ErrorKind.SERVER).answers("blue");

    assertThatThrownBy(() -> ask("Why?", ORDER)).isInstanceOf(LlmException.class);
    assertThat(ask("Why?", ORDER).text()).isEqualTo("blue");
  }

  @Test
  void keysOfTenantsAreApart() {
    a.answers("blue").answers("green");
    LlmClient other = llm.forCaller(Caller.tenant("other"));

    assertThat(ask("Why?", ORDER).text()).isEqualTo("blue");
    assertThat(other.prompt("Why?").temperature(1).with(ORDER).text()).isEqualTo("green");
  }

  @ParameterizedTest
  @EnumSource
  void keysOfTenantsAreApartWhoeverSharesOtherAnswers(CacheScope scope) {
    ResponseCache shared = ResponseCache.ofMegabytes(1).scope(scope);
    try (LlmClient client =
        LlmClient.builder().provider(a).defaultModel("a/m").use(shared).build()) {
      a.answers("to one").answers("to two").answers("to three");
      List<String> letters = new ArrayList<>();
      for (String tenant : List.of("one", "two", "three", "two")) {
        Caller caller = Caller.tenant(tenant).user("u");
        String question = tenant.equals("three") ? "Remind." : "Write.";
        letters.add(client.forCaller(caller).prompt(question).with(ORDER).text());
      }

      assertThat(letters).containsExactly("to one", "to two", "to three", "to two");
    }
  }

  @Test
  void whoWasOvertakenByAnotherRequestUnderTheSameKeyIsRefused() {
    a.answers("blue");
    CompletableFuture<ChatResponse> overtaken = llm.prompt(Between.QUESTION).with(ORDER).async();
    between.gate.awaitArrivals(1);
    assertThat(ask("Why?", ORDER).text()).isEqualTo("blue");

    between.gate.open();

    assertThatThrownBy(overtaken::join)
        .cause()
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT));
    assertThat(ask("Why?", ORDER).text()).isEqualTo("blue");
  }

  @Test
  void aRunAndVectorsHaveNoSuchKey() {
    record Arguments(String value) {}
    Tool tool = Tool.of("t", "does it", Arguments.class, Arguments::value);

    assertThatThrownBy(() -> llm.prompt("Why?").tools(tool).with(ORDER).text())
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
    assertThatThrownBy(() -> llm.embed(EmbeddingRequest.of("x").with(ORDER)))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
    assertThat(a.received()).isZero();
  }
}
