package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The host's clock takes its time where it is set, or cannot be stopped any more. */
class StuckClockTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Clock clock = new Clock(VirtualTime.create());

  @Test
  @Fault({"F092", "F093"})
  void aCloseGoesAllItsWayWhereTheClockCannotBeStopped() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.text("a").hang());
    ClosingParts parts = new ClosingParts(fake);
    LlmClient llm =
        LlmClient.builder()
            .provider(parts.provider())
            .defaultModel(fake.model())
            .use(parts.feature())
            .time(clock)
            .closeGrace(Duration.ofMinutes(1))
            .build();
    ChatStream stream = llm.prompt("Why?").stream();
    clock.cannotBeStopped = true;
    Aside<Boolean> first = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");

    clock.time.advance(Duration.ofMinutes(1));

    assertThat(first.get()).isTrue();
    assertThat(Aside.run(llm::close).get()).isTrue();
    assertThat(parts.closed()).containsExactly("provider, open streams: 0", "feature");
    assertThat(Aside.call(stream::next).failure()).isInstanceOf(CallCancelledException.class);
  }

  @Test
  @Fault("F092")
  void aReaderIsToldOfTheEndWhereTheClockCannotBeStopped() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.text("a").hang());
    CancelHandle handle = new CancelHandle();
    try (LlmClient llm =
            LlmClient.builder()
                .provider(fake)
                .defaultModel(fake.model())
                .time(clock)
                .closeGrace(Duration.ZERO)
                .build();
        ChatStream stream = llm.prompt("Why?").cancelledBy(handle).stream()) {
      clock.cannotBeStopped = true;

      handle.cancel();

      assertThat(Aside.call(stream::response).failure()).isInstanceOf(CallCancelledException.class);
      assertThatThrownBy(stream::response).isInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  @Fault("F092")
  void anAnswerIsHandedOutWhereTheClockCannotBeStopped() {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").always("blue"));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .timeouts(Timeouts.attempt(Duration.ofMinutes(1)).firstToken(Duration.ofSeconds(10)))
            .time(clock)
            .closeGrace(Duration.ZERO)
            .build()) {
      clock.cannotBeStopped = true;

      assertThat(llm.prompt("Why?").text()).isEqualTo("blue");
      try (ChatStream stream = llm.prompt("Why?").stream()) {
        assertThat(stream.response().text()).isEqualTo("blue");
      }
      assertThat(llm.chatAsync(ChatRequest.of("Why?"))).succeedsWithin(Patience.limit());
    }
  }

  @Test
  @Fault("F092")
  void aFutureThatIsReadyWaitsForNobodyWhoSetsAClock() {
    Gate end = Gate.closed();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.deafToCancel().text("a").waitFor(end));
    CancelHandle handle = new CancelHandle();
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).time(clock).build()) {
      CompletableFuture<ChatResponse> answer =
          llm.cancelledBy(handle).chatAsync(ChatRequest.of("Why?"));
      end.awaitArrivals(1);
      clock.takesItsTimeFor = OpenCalls.UNWIND_PATIENCE;
      Aside<Boolean> canceller = Aside.run(handle::cancel);
      clock.inHand.awaitArrivals(1);

      end.open();

      boolean told = Patience.comesTrue(Patience.limit(), answer::isDone);
      clock.inHand.open();
      assertThat(told).isTrue();
      assertThat(canceller.get()).isTrue();
      assertThat(clock.due(OpenCalls.UNWIND_PATIENCE)).isZero();
    }
  }

  @Test
  @Fault({"F092", "F093"})
  void aCloseThatIsOverLeavesNoPatienceThatIsOnlySetThen() {
    Gate end = Gate.closed();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.deafToCancel().text("a").waitFor(end));
    Duration grace = Duration.ofMinutes(1);
    LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(clock)
            .closeGrace(grace)
            .build();
    Aside<ChatResponse> call = Aside.call(() -> llm.chat(ChatRequest.of("Why?")));
    end.awaitArrivals(1);
    clock.takesItsTimeFor = OpenCalls.UNWIND_PATIENCE;
    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("hasEnded");
    Aside<Boolean> mover = Aside.run(() -> clock.time.advance(grace));
    clock.inHand.awaitArrivals(1);

    end.open();

    assertThat(closing.get()).isTrue();
    clock.inHand.open();
    assertThat(mover.get()).isTrue();
    assertThat(call.get().text()).isEqualTo("a");
    assertThat(clock.due(OpenCalls.UNWIND_PATIENCE)).isZero();
  }

  /** Virtual time with the faults that a host may give it. */
  private static final class Clock extends ForwardingTime {
    private final VirtualTime time;
    private final Gate inHand = Gate.closed();
    private final List<Duration> waiting = new CopyOnWriteArrayList<>();
    private volatile boolean cannotBeStopped;
    private volatile Duration takesItsTimeFor = Duration.ofDays(-1);

    Clock(VirtualTime time) {
      super(time);
      this.time = time;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (delay.equals(takesItsTimeFor)) {
        pass(inHand);
      }
      Scheduled scheduled = super.schedule(delay, task);
      waiting.add(delay);
      return () -> {
        if (cannotBeStopped) {
          throw new IllegalStateException("a bug of the host");
        }
        waiting.remove(delay);
        scheduled.cancel();
      };
    }

    /** How many tasks were put off for so long and not called off. */
    long due(Duration delay) {
      return waiting.stream().filter(delay::equals).count();
    }

    private static void pass(Gate gate) {
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
