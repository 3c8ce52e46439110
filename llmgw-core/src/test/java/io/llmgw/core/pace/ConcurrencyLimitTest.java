package io.llmgw.core.pace;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ReceivedCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attempts under way at once, and how calls wait for a grant. */
class ConcurrencyLimitTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final TargetLimits ONE = TargetLimits.perTarget().concurrency(1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final ScriptedProvider other = ScriptedProvider.named("other");
  private final Gate gate = Gate.closed();
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private LlmClientBuilder client(Route route) {
    leaks.of(fake);
    leaks.of(other);
    return LlmClient.builder()
        .provider(fake)
        .provider(other)
        .alias("smart", route)
        .defaultModel("smart")
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .time(time);
  }

  private static Route limited(TargetLimits limits) {
    return target("fake/m").limits(limits);
  }

  /** A call that waits for a grant: it sleeps, and nothing has come to the provider. */
  private CompletableFuture<ChatResponse> waiting(ChatRequest request, int sleepers) {
    CompletableFuture<ChatResponse> call = llm.chatAsync(request);
    time.awaitSleepers(sleepers);
    return call;
  }

  private static LlmException failure(CompletableFuture<ChatResponse> call) {
    return (LlmException) catchThrowableOfType(CompletionException.class, call::join).getCause();
  }

  @Test
  void theNextCallGoesWhenTheOneBeforeHasEnded() {
    fake.answers(script -> script.text("one").waitFor(gate)).always("two");
    llm = client(limited(ONE)).build();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      CompletableFuture<ChatResponse> second = waiting(QUESTION, 1);
      assertThat(fake.received()).isEqualTo(1);

      gate.open();
      first.response();

      ChatResponse answer = second.orTimeout(30, TimeUnit.SECONDS).join();
      assertThat(answer.text()).isEqualTo("two");
      assertThat(answer.served().attempts()).hasSize(1);
    }
  }

  @Test
  void thoseWhoWaitGoInTheOrderInWhichTheyCame() {
    fake.answers(script -> script.text("one").waitFor(gate)).always("blue");
    llm = client(limited(ONE)).build();
    List<CompletableFuture<ChatResponse>> waiting = new ArrayList<>();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      for (int i = 1; i <= 8; i++) {
        waiting.add(waiting(ChatRequest.of("Question " + i), i));
      }
      gate.open();
      first.response();
    }
    waiting.forEach(call -> call.orTimeout(30, TimeUnit.SECONDS).join());

    assertThat(fake.requests().stream().skip(1).map(Object::toString))
        .isEqualTo(
            waiting.stream()
                .map(call -> ChatRequest.of("Question " + (waiting.indexOf(call) + 1)).toString())
                .toList());
  }

  @Test
  void aCallWaitsTenSecondsAndFailsWithoutAnAttempt() {
    fake.answers(script -> script.text("one").waitFor(gate)).always("blue");
    llm = client(limited(ONE)).build();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      CompletableFuture<ChatResponse> second = waiting(QUESTION, 1);

      time.advance(Duration.ofSeconds(10));

      LlmException refused = failure(second);
      assertThat(refused.kind()).isEqualTo(ErrorKind.NO_TARGET);
      assertThat(refused)
          .hasMessageContaining("fake/m has reached its limit: concurrency 1 per target");
      assertThat(refused.isRetryable()).isTrue();
      assertThat(refused.attempts()).isEmpty();
    }
    assertThat(llm.chat(QUESTION).text()).as("the grant is there again").isEqualTo("blue");
  }

  @Test
  @Fault("I9")
  void theWaitEndsWhereTheDeadlineLeavesNoTimeForAnAnswer() {
    fake.answers(script -> script.text("one").waitFor(gate));
    llm = client(limited(ONE)).build();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      CompletableFuture<ChatResponse> second =
          waiting(QUESTION.with(Timeouts.total(Duration.ofSeconds(3))), 1);

      time.advance(Duration.ofMillis(2_500));

      assertThat(failure(second).kind()).isEqualTo(ErrorKind.NO_TARGET);
      assertThat(
              catchThrowableOfType(
                      LlmException.class,
                      () -> llm.chat(QUESTION.with(Timeouts.total(Duration.ofMillis(400)))))
                  .kind())
          .isEqualTo(ErrorKind.NO_TARGET);
      assertThat(fake.received()).isEqualTo(1);
    }
  }

  @Test
  void noClockOfAnAttemptRunsWhileACallWaits() {
    fake.answers(script -> script.text("one").waitFor(gate)).always("two");
    llm = client(limited(ONE)).timeouts(Timeouts.firstToken(Duration.ofSeconds(2))).build();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      CompletableFuture<ChatResponse> second = waiting(QUESTION, 1);
      time.advance(Duration.ofSeconds(9));

      gate.open();
      first.response();

      assertThat(second.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("two");
    }
  }

  @Test
  void aCallThatIsCancelledLeavesTheLineAndThoseBehindItMoveUp() {
    fake.answers(script -> script.text("one").waitFor(gate)).always("blue");
    llm = client(limited(ONE)).build();
    CancelHandle handle = new CancelHandle();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      CompletableFuture<ChatResponse> second = llm.cancelledBy(handle).chatAsync(QUESTION);
      time.awaitSleepers(1);
      CompletableFuture<ChatResponse> third = waiting(QUESTION, 2);

      handle.cancel();

      LlmException end = failure(second);
      assertThat(end).isInstanceOf(CallCancelledException.class);
      assertThat(((CallCancelledException) end).reason()).isEqualTo(Reason.CALLER);
      gate.open();
      first.response();
      assertThat(third.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("blue");
    }
  }

  @Test
  void closingTheClientEndsEveryWait() {
    fake.answers(script -> script.text("one").waitFor(gate));
    llm = client(limited(ONE)).build();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      CompletableFuture<ChatResponse> second = waiting(QUESTION, 1);

      llm.close();

      assertThat(failure(second)).isInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void nothingIsSentForThoseWhoWaitAsTheClientIsClosed() {
    Races.repeat(
        repeat -> {
          ScriptedProvider asked = leaks.of(ScriptedProvider.named("fake"));
          asked.answers(script -> script.text("one").hang());
          llm =
              LlmClient.builder()
                  .provider(asked)
                  .alias("smart", limited(ONE))
                  .defaultModel("smart")
                  .closeGrace(Duration.ZERO)
                  .time(time)
                  .build();
          List<CompletableFuture<ChatResponse>> all = new ArrayList<>();
          try (ChatStream first = llm.stream(QUESTION)) {
            first.next();
            for (int i = 1; i <= 8; i++) {
              all.add(waiting(QUESTION, i));
            }

            llm.close();
          }

          all.forEach(call -> assertThat(failure(call)).isInstanceOf(CallCancelledException.class));
          assertThat(asked.received()).isEqualTo(1);
        });
  }

  @Test
  void aCallThatCanGoElsewhereDoesNotWait() {
    fake.answers(script -> script.text("one").waitFor(gate));
    other.always("from the other");
    llm = client(ordered(limited(ONE), target("other/m"))).build();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();

      ChatResponse answer = llm.chat(QUESTION);

      assertThat(answer.text()).isEqualTo("from the other");
      assertThat(answer.served().attempts()).hasSize(1);
      assertThat(llm.explain(QUESTION).toString())
          .contains("plan  1  other/m")
          .contains("skipped  fake/m   has reached its limit: concurrency 1 per target");
    }
  }

  @Test
  void whoLosesARaceForTheLastGrantGoesElsewhere() {
    other.always("from the other");
    llm = client(ordered(limited(ONE), target("other/m"))).build();
    Races.repeat(
        repeat -> {
          Gate both = Gate.closed();
          fake.answers(script -> script.waitFor(both).text("one"));
          Races.Action call =
              () -> {
                if (llm.chat(QUESTION).text().startsWith("from")) {
                  both.open();
                }
              };

          Races.together(call, call);

          assertThat(fake.received()).isEqualTo(repeat);
          assertThat(other.received()).isEqualTo(repeat);
        });
  }

  @Test
  void aRepeatThatGetsNoGrantEndsWithTheFailureOfItsAttempt() {
    Gate refused = Gate.closed();
    fake.answers(
            script -> script.waitFor(refused).fail(LlmException.of(ErrorKind.SERVER, "no").build()))
        .always(script -> script.text("two").waitFor(gate));
    llm = client(limited(ONE)).build();
    CompletableFuture<ChatResponse> first = llm.chatAsync(QUESTION.with(Retries.upTo(3)));
    refused.awaitArrivals(1);
    CompletableFuture<ChatResponse> second = waiting(QUESTION, 1);
    refused.open();
    fake.awaitReceived(2);
    time.awaitSleepers(1); // the back-off of the first
    time.advance(Duration.ofMillis(500));
    time.awaitSleepers(1); // it stands in line again
    time.advance(Duration.ofSeconds(10));

    assertThat(failure(first).kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(failure(first).attempts()).hasSize(1);
    gate.open();
    assertThat(second.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("two");
  }

  @Test
  void eachKeyHasGrantsOfItsOwnAndACallTakesWhicheverIsFree() {
    fake.with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y")));
    fake.always(script -> script.text("one").waitFor(gate));
    llm = client(limited(TargetLimits.perKey().concurrency(1))).build();
    ChatStream leaving = llm.stream(QUESTION);
    try (ChatStream staying = llm.stream(QUESTION)) {
      leaving.next();
      staying.next();
      assertThat(fake.calls())
          .extracting(ReceivedCall::keyAlias)
          .containsExactlyInAnyOrder("a", "b");
      CompletableFuture<ChatResponse> third = waiting(QUESTION, 1);

      leaving.close();
      fake.awaitReceived(3);

      assertThat(fake.calls().get(2).keyAlias()).isEqualTo(fake.calls().get(0).keyAlias());
      gate.open();
      assertThat(third.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("one");
    }
  }

  @Test
  @Fault("I15")
  void aKeyThatIsToldToRestWhileACallWaitsForItIsNotUsedBefore() {
    fake.with(Keys.of("secret"));
    fake.answers(
            script ->
                script
                    .waitFor(gate)
                    .fail(
                        LlmException.of(ErrorKind.RATE_LIMIT, "slow down")
                            .httpStatus(429)
                            .retryAfter(Duration.ofSeconds(5))
                            .build()))
        .always("blue");
    llm = client(limited(ONE)).build();
    CompletableFuture<ChatResponse> first = llm.chatAsync(QUESTION);
    gate.awaitArrivals(1);
    CompletableFuture<ChatResponse> second = waiting(QUESTION, 1);
    gate.open();
    assertThat(failure(first).kind()).isEqualTo(ErrorKind.RATE_LIMIT);

    time.awaitDueIn(Duration.ofSeconds(5));
    assertThat(fake.received()).isEqualTo(1);
    time.advance(Duration.ofSeconds(5));

    assertThat(second.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("blue");
    Patience.until("no sleeper", () -> time.sleepers() == 0);
  }

  @Test
  @Fault({"F095", "F126"})
  void anotherConfigurationCountsWhatIsUnderWay() {
    fake.always(script -> script.text("one").waitFor(gate));
    llm = client(limited(TargetLimits.perTarget().concurrency(3))).build();
    List<ChatStream> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(llm.stream(QUESTION));
      open.get(i).next();
    }

    llm.reconfigure(now -> now.alias("smart", limited(TargetLimits.perTarget().concurrency(2))));

    assertThat(llm.explain(QUESTION).skipped()).as("three are under way").hasSize(1);
    open.get(0).close();
    Patience.until("two", () -> fake.openStreams() == 2);
    assertThat(llm.explain(QUESTION).skipped()).as("two are under way").hasSize(1);
    open.get(1).close();
    Patience.until("room for a call", () -> llm.explain(QUESTION).skipped().isEmpty());
    open.get(2).close();
  }

  @Test
  void theLimitsOfAModelHoldForAllCallsToIt() {
    fake.answers(script -> script.text("one").waitFor(gate));
    other.always("other");
    llm = client(limited(ONE)).alias("plain", ordered(target("fake/m"), target("other/m"))).build();
    try (ChatStream first = llm.stream(QUESTION.withModel("fake/m"))) {
      first.next();

      assertThat(llm.chat(QUESTION.withModel("plain")).text()).isEqualTo("other");
      assertThat(llm.explain(QUESTION).skipped()).hasSize(1);
    }
  }
}
