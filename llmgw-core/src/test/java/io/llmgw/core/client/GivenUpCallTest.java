package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
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
      return Capabilities.of(Capability.CHAT);
    }

    @Override
    public EventStream open(ProviderCall call) {
      while (!stuck.isOpen()) {
        try {
          stuck.pass();
        } catch (InterruptedException e) {
          Thread.interrupted();
        }
      }
      throw new IllegalStateException("let go");
    }
  }
}
