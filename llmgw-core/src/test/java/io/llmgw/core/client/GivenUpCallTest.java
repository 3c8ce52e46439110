package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Futures of calls whose thread does not come back from a provider that heeds no interrupt. */
class GivenUpCallTest {
  private static final Duration TOTAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Usage PAID = Usage.reported(10, 5);

  private final VirtualTime time = VirtualTime.create();
  private final Gate stuck = Gate.closed();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int answered; // how many are, before one gets stuck
  private volatile boolean heeds;
  private volatile boolean limitsHang;
  private final LlmClient llm =
      LlmClient.builder()
          .provider(new Hanging())
          .time(time)
          .timeouts(Timeouts.total(TOTAL))
          .closeGrace(Duration.ZERO)
          .executor(task -> new Thread(task, "of the host").start())
          .build();

  @AfterEach
  void letGo() {
    stuck.open();
    llm.close();
  }

  private CompletableFuture<?> ask() {
    CompletableFuture<?> answer = llm.chatAsync(ChatRequest.of("Why?").withModel("hangs/model"));
    stuck.awaitArrivals(1);
    return answer;
  }

  @Test
  void whoIsToldByTheClockKnowsWhichCallItWasAndThatItWasUnderWay() {
    CompletableFuture<?> answer = ask();

    time.advance(TOTAL.plus(PATIENCE));

    isTold(failureOf(answer));
  }

  @Test
  void soDoesWhoIsToldByTheCloseOfTheClient() {
    CompletableFuture<?> answer = ask();
    int before = time.tasks();

    Aside<Boolean> close = Aside.run(llm::close);
    Patience.until("the patience of the future and of the close", () -> time.tasks() == before + 2);
    time.advance(PATIENCE);
    assertThat(close.get()).isTrue();

    LlmException failure = failureOf(answer);
    assertThat(((CallCancelledException) failure).reason()).isEqualTo(Reason.SHUTDOWN);
    isTold(failure);
  }

  @Test
  void soDoesWhoseCallHasNotBegunWhereTheProviderDoesNotSayHowMuchItTakes() {
    limitsHang = true;
    CompletableFuture<?> answer = llm.embedAsync(EmbeddingRequest.of("a").withModel("hangs/model"));
    stuck.awaitArrivals(1);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("awaitEnds");
    close.thread().interrupt();

    LlmException failure = failureOf(answer);
    assertThat(((CallCancelledException) failure).reason()).isEqualTo(Reason.SHUTDOWN);
    assertThat(failure.isPossiblyBilled()).isTrue();
    assertThat(close.get()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofARunThatIsOverItsTotalItIsTheRunWithAllItsAttempts(boolean heeding) {
    CompletableFuture<?> answer = secondRoundOfARun(llm, heeding);

    time.advance(heeding ? TOTAL : TOTAL.plus(PATIENCE));

    LlmException failure = failureOf(answer);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure.callId()).startsWith("run-");
    holdsWhatWasPaid(failure);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofARunThatIsCancelledItIsTheCallUnderWayWithAllAttemptsOfTheRun(boolean heeding) {
    CancelHandle handle = new CancelHandle();
    CompletableFuture<?> answer = secondRoundOfARun(llm.cancelledBy(handle), heeding);

    handle.cancel();
    time.advance(heeding ? Duration.ZERO : PATIENCE);

    LlmException failure = failureOf(answer);
    assertThat(((CallCancelledException) failure).reason()).isEqualTo(Reason.CALLER);
    assertThat(failure.callId()).startsWith("call-");
    holdsWhatWasPaid(failure);
  }

  private CompletableFuture<?> secondRoundOfARun(LlmClient llm, boolean heeding) {
    Tool tool = Tool.of("look", "looks", Place.class, place -> "sunny");
    heeds = heeding;
    answered = 1;
    CompletableFuture<?> answer = llm.prompt("Why?").model("hangs/model").tools(tool).async();
    stuck.awaitArrivals(1);
    return answer;
  }

  @Test
  void ofARunWhoseToolHangsItIsTheRun() {
    ScriptedProvider fake = ScriptedProvider.named("fake");
    fake.answers(script -> script.toolCall("1", "look", "{\"name\":\"Bonn\"}"));
    CancelHandle handle = new CancelHandle();
    Tool tool = Tool.of("look", "looks", Place.class, place -> hang());
    try (LlmClient run =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .closeGrace(Duration.ZERO)
            .build()) {
      CompletableFuture<?> answer = run.cancelledBy(handle).prompt("Why?").tools(tool).async();
      stuck.awaitArrivals(1);

      handle.cancel(); // wakes the thread of the run, which waits for the tool

      assertThat(failureOf(answer).callId()).startsWith("run-");
      stuck.open();
    }
  }

  @Test
  void ofTextsInSeveralCallsItIsTheOneUnderWay() {
    CancelHandle handle = new CancelHandle();
    CompletableFuture<?> answer =
        llm.cancelledBy(handle).embedAsync(EmbeddingRequest.of("a", "b").withModel("hangs/model"));
    stuck.awaitArrivals(1);

    handle.cancel();
    time.advance(PATIENCE);

    isTold(failureOf(answer));
  }

  @Test
  void theirTotalEndsThemAsWell() {
    CompletableFuture<?> answer =
        llm.embedAsync(EmbeddingRequest.of("a", "b").withModel("hangs/model"));
    stuck.awaitArrivals(1);

    time.advance(TOTAL.plus(PATIENCE));

    LlmException failure = failureOf(answer);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    isTold(failure);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCallUnderWayHoldsTheAttemptsOfThoseBeforeIt(boolean heeding) {
    heeds = heeding;
    answered = 2;
    CancelHandle handle = new CancelHandle();
    CompletableFuture<?> answer =
        llm.cancelledBy(handle)
            .embedAsync(EmbeddingRequest.of("a", "b", "c").withModel("hangs/model"));
    stuck.awaitArrivals(1);

    handle.cancel();
    time.advance(heeding ? Duration.ZERO : PATIENCE);

    LlmException failure = failureOf(answer);
    assertThat(failure.callId()).startsWith("call-");
    holdsWhatWasPaid(failure);
  }

  /** The attempts that were answered, and the one that was not. */
  private void holdsWhatWasPaid(LlmException failure) {
    List<AttemptRecord> attempts = failure.attempts();
    assertThat(attempts).hasSize(answered + 1);
    for (int i = 0; i < answered; i++) {
      assertThat(attempts.get(i).number()).isEqualTo(i + 1);
      assertThat(attempts.get(i).state()).isEqualTo(AttemptState.SUCCEEDED);
      assertThat(attempts.get(i).usage()).isEqualTo(PAID);
    }
    assertThat(attempts.get(answered).number()).isEqualTo(answered + 1);
    assertThat(attempts.get(answered).state()).isNotEqualTo(AttemptState.SUCCEEDED);
    assertThat(failure.isPossiblyBilled()).isTrue();
  }

  private record Place(String name) {}

  private static void isTold(LlmException failure) {
    assertThat(failure.callId()).isNotNull();
    assertThat(failure.attempts())
        .singleElement()
        .extracting(AttemptRecord::state)
        .isEqualTo(AttemptState.RUNNING);
    assertThat(failure.isPossiblyBilled()).isTrue();
  }

  private static LlmException failureOf(CompletableFuture<?> answer) {
    Patience.until("an end", answer::isDone);
    Throwable thrown = catchThrowable(answer::join);
    return (LlmException) (thrown instanceof LlmException ? thrown : thrown.getCause());
  }

  private final class Hanging implements Provider {
    @Override
    public String name() {
      return "hangs";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT, Capability.TOOLS, Capability.EMBEDDINGS);
    }

    @Override
    public EmbeddingLimits embeddingLimits() {
      if (limitsHang) {
        throw new IllegalStateException(hang());
      }
      return new EmbeddingLimits(1, Long.MAX_VALUE);
    }

    @Override
    public EventStream open(ProviderCall call) {
      call.sent();
      if (calls.getAndIncrement() < answered) {
        return answer(call.request());
      }
      if (!heeds) {
        throw new IllegalStateException(hang());
      }
      try {
        return call.cancellation().interruptible(this::stuckAndHeeding);
      } catch (RuntimeException end) {
        throw end;
      } catch (Exception unexpected) {
        throw new AssertionError(unexpected);
      }
    }

    private EventStream answer(LlmRequest<?> request) {
      if (request instanceof EmbeddingRequest) {
        return EventStreams.of(
            Started.inProcess(),
            new VectorProduced(0, new float[] {1}),
            new Completed(FinishReason.STOP, PAID));
      }
      return EventStreams.of(
          Started.inProcess(),
          new ToolCallStarted(0, "1", "look"),
          new ToolArgumentsDelta(0, "{\"name\":\"Bonn\"}"),
          new Completed(FinishReason.TOOL_CALLS, PAID));
    }

    private EventStream stuckAndHeeding() throws InterruptedException {
      stuck.pass();
      throw new IllegalStateException("let go");
    }
  }

  private String hang() {
    while (!stuck.isOpen()) {
      try {
        stuck.pass();
      } catch (InterruptedException e) {
        Thread.interrupted();
      }
    }
    return "let go";
  }
}
