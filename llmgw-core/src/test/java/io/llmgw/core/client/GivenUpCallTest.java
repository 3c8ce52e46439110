package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Futures of calls whose thread does not come back from a provider that heeds no interrupt. */
class GivenUpCallTest {
  private static final Duration TOTAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final VirtualTime time = VirtualTime.create();
  private final Gate stuck = Gate.closed();
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
  void ofARunItIsTheCallUnderWay() {
    Tool tool = Tool.of("look", "looks", Place.class, place -> "sunny");
    CompletableFuture<?> answer = llm.prompt("Why?").model("hangs/model").tools(tool).async();
    stuck.awaitArrivals(1);

    time.advance(TOTAL.plus(PATIENCE));

    LlmException failure = failureOf(answer);
    isTold(failure);
    assertThat(failure.callId()).startsWith("call-");
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

      handle.cancel();
      time.advance(PATIENCE);

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
      return new EmbeddingLimits(1, Long.MAX_VALUE);
    }

    @Override
    public EventStream open(ProviderCall call) {
      throw new IllegalStateException(hang());
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
