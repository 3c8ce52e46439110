package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A wake-up must not block. One that does holds up its own call, and neither others nor a close.
 */
@Fault("F093")
class BlockedWakeUpTest {
  private static final int OTHERS = 8;
  private static final Duration TOTAL = Duration.ofSeconds(10);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Gate hung = Gate.closed();
  private final Gate blocked = Gate.closed();
  private final List<Cancellation> tokens = new CopyOnWriteArrayList<>();
  private final List<Visit> others = new ArrayList<>();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void goOn() {
    blocked.open();
  }

  @Test
  void othersEndAtOnceWhereTheCloseTellsThem() {
    VirtualTime time = VirtualTime.create();
    LlmClient llm = builder().time(time).closeGrace(Duration.ZERO).build();
    Visit visit = oneThatBlocksAndOthers(llm);

    Aside<Boolean> close = Aside.run(llm::close);

    blocked.awaitArrivals(1);
    expectTheOthersToEnd();
    time.awaitDueIn(OpenCalls.UNWIND_PATIENCE);
    blocked.open();
    close.get();
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @Test
  void othersEndAtOnceWhereAnInterruptedCloseTellsThem() {
    LlmClient llm = builder().time(VirtualTime.create()).build();
    Visit visit = oneThatBlocksAndOthers(llm);

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    close.thread().interrupt();

    blocked.awaitArrivals(1);
    expectTheOthersToEnd();
    blocked.open();
    close.get();
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  /** The clock has one thread, which the patience of the close needs. */
  @Test
  void theCloseEndsWithItsPatienceWhereTheClockTellsThem() {
    LlmClient llm = builder().closeGrace(Duration.ofMillis(1)).build();
    Visit visit = oneThatBlocksAndOthers(llm);

    Aside<Boolean> close = Aside.run(llm::close);

    blocked.awaitArrivals(1);
    expectTheOthersToEnd();
    close.get();
    blocked.open();
    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void itsFutureEndsAllTheSame(Way way) {
    fake.always(script -> script.deafToCancel().text("a").waitFor(hung));
    VirtualTime time = VirtualTime.create();
    CancelHandle handle = new CancelHandle();
    LlmClient llm =
        builder()
            .time(tellingAside(time))
            .timeouts(Timeouts.total(TOTAL))
            .closeGrace(Duration.ZERO)
            .build();
    CompletableFuture<?> answer = llm.cancelledBy(handle).chatAsync(ChatRequest.of("q"));
    hung.awaitArrivals(1);
    tokens.get(0).onCancel(this::block);

    Aside<Boolean> end =
        switch (way) {
          case HANDLE -> Aside.run(handle::cancel);
          case TOTAL -> Aside.run(() -> time.advance(TOTAL));
          case CLOSE -> Aside.run(llm::close);
        };
    blocked.awaitArrivals(1);
    time.advance(OpenCalls.UNWIND_PATIENCE);

    Patience.until("the end of the future", answer::isCompletedExceptionally);
    blocked.open();
    hung.open();
    end.get();
    llm.close();
  }

  private enum Way {
    HANDLE,
    TOTAL,
    CLOSE
  }

  /** Who moves it is not held up by what it runs. */
  private static TimeSource tellingAside(VirtualTime time) {
    return new ForwardingTime(time) {
      @Override
      public Scheduled schedule(Duration delay, Runnable task) {
        return super.schedule(delay, () -> Aside.run(task));
      }
    };
  }

  private Visit oneThatBlocksAndOthers(LlmClient llm) {
    fake.always(script -> script.text("a").waitFor(hung));
    Visit visit = Door.CHAT_ASYNC.enter(llm, ChatRequest.of("q"));
    hung.awaitArrivals(1);
    tokens.get(0).onCancel(this::block); // the first of its call that is run
    for (int i = 0; i < OTHERS; i++) {
      others.add(Door.CHAT_ASYNC.enter(llm, ChatRequest.of("q")));
    }
    hung.awaitArrivals(1 + OTHERS);
    return visit;
  }

  private void block() {
    blocked.arrive();
    Patience.until(() -> "a gate to open", Duration.ofMinutes(1), blocked::isOpen);
  }

  private void expectTheOthersToEnd() {
    for (Visit other : others) {
      assertThat(other.await().ending()).isEqualTo(Ending.CANCELLED);
    }
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .use(
            chain -> {
              tokens.add(chain.context().cancellation());
              return chain.proceed(chain.request());
            });
  }
}
