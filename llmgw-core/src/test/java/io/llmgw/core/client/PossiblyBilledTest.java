package io.llmgw.core.client;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.account.WaitingBefore;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.OutcomeProbe;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An error says what the account of its call says: whether somebody may send a bill. */
class PossiblyBilledTest {
  private static final Duration LIMIT = ofSeconds(7);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final CancelHandle handle = new CancelHandle();
  private final Gate gate = Gate.closed();
  private final CountDownLatch released = new CountDownLatch(1);

  /** How far a call has come when it is ended. */
  private enum Progress {
    BEFORE_THE_SENDING,
    BEFORE_THE_ANSWER,
    WITHIN_THE_ANSWER;

    boolean mayBeBilled() {
      return this != BEFORE_THE_SENDING;
    }
  }

  /** What ends it. */
  private enum End {
    FIRST_TOKEN(Timeouts.firstToken(LIMIT)),
    IDLE(Timeouts.idle(LIMIT)),
    ATTEMPT(Timeouts.attempt(LIMIT)),
    TOTAL(Timeouts.total(LIMIT)),
    BROKEN_FIRST_TOKEN(Timeouts.firstToken(LIMIT), "nanosLeft"),
    BROKEN_IDLE(Timeouts.idle(LIMIT), "nanosLeft"),
    HANDLE(null),
    INTERRUPT(null),
    CLIENT_CLOSE(null);

    private final Timeouts clock;
    private final @Nullable String failsIn; // where the source of time has a bug

    End(Timeouts clock) {
      this(clock, null);
    }

    End(Timeouts clock, @Nullable String failsIn) {
      this.clock = clock;
      this.failsIn = failsIn;
    }

    List<ErrorKind> kinds() {
      return failsIn == null
          ? List.of(ErrorKind.TIMEOUT, ErrorKind.CANCELLED)
          : List.of(ErrorKind.LOCAL_RESOURCE);
    }

    boolean canEnd(Progress progress) {
      return switch (this) {
        case FIRST_TOKEN, BROKEN_FIRST_TOKEN -> progress != Progress.WITHIN_THE_ANSWER;
        case IDLE, BROKEN_IDLE -> progress == Progress.WITHIN_THE_ANSWER;
        default -> true;
      };
    }
  }

  private record Cell(Door door, End end, Progress progress) {
    boolean exists() {
      return end.canEnd(progress)
          && switch (end) {
            case INTERRUPT -> door.isBlocking();
            default -> true;
          };
    }
  }

  static Stream<Cell> cells() {
    List<Cell> all = new ArrayList<>();
    for (Door door : Door.values()) {
      for (End end : End.values()) {
        for (Progress progress : Progress.values()) {
          all.add(new Cell(door, end, progress));
        }
      }
    }
    return all.stream().filter(Cell::exists);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void saysTheSameAsTheAttempt(Cell cell) {
    BrokenTime clock = new BrokenTime(time);
    try (LlmClient llm =
        client(clock, Retries.none(), builder -> arranged(builder, cell.progress()))) {
      ChatRequest question = ChatRequest.of("q");
      if (cell.end().clock != null) {
        question = question.with(cell.end().clock);
      }
      Visit visit = cell.door().enter(llm.cancelledBy(handle), question);
      gate.awaitArrivals(1);

      switch (cell.end()) {
        case HANDLE -> handle.cancel();
        case INTERRUPT -> visit.interrupt();
        case CLIENT_CLOSE -> llm.close();
        case BROKEN_FIRST_TOKEN, BROKEN_IDLE -> {
          clock.failIn(cell.end().failsIn);
          time.advance(LIMIT);
        }
        default -> time.advance(LIMIT);
      }

      LlmException error = visit.await().error();
      assertThat(error.kind()).isIn(cell.end().kinds());
      assertThat(error.attempts())
          .extracting(AttemptRecord::possiblyBilled)
          .containsExactly(cell.progress().mayBeBilled());
      assertThat(error.isPossiblyBilled()).isEqualTo(cell.progress().mayBeBilled());
    }
  }

  private LlmClientBuilder arranged(LlmClientBuilder builder, Progress progress) {
    switch (progress) {
      case BEFORE_THE_SENDING -> builder.use(new WaitingBefore(gate));
      case BEFORE_THE_ANSWER -> fake.answers(script -> script.waitFor(gate));
      case WITHIN_THE_ANSWER -> fake.answers(script -> script.text("a").waitFor(gate));
    }
    return builder;
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalAfterAnAttemptThatMayBeBilledSaysItOfTheCall(Door door) {
    fake.answers(
            script ->
                script.fail(
                    LlmException.of(ErrorKind.SERVER, "failed while at it")
                        .possiblyBilled(true)
                        .build()))
        .fails(ErrorKind.AUTH);
    try (LlmClient llm = client(VirtualTime.skipping(), Retries.DEFAULT, builder -> builder)) {
      LlmException error = door.open(llm, ChatRequest.of("q")).error();

      assertThat(error.kind()).isEqualTo(ErrorKind.AUTH);
      assertThat(error.attempts())
          .extracting(AttemptRecord::possiblyBilled)
          .containsExactly(true, false);
      assertThat(error.isPossiblyBilled()).isTrue();
    }
  }

  /** How a provider fails that says nothing of a bill. */
  private enum Slip {
    THROWS_AS_IT_OPENS,
    THROWS_IN_ITS_STREAM,
    GIVES_NO_STREAM,
    ENDS_AT_ONCE,
    BEGINS_WITH_TEXT,
    CANCELS_BY_ITSELF;

    @SuppressWarnings("NullAway") // which is what one of them does wrong
    EventStream open() {
      return switch (this) {
        case THROWS_AS_IT_OPENS -> throw new NullPointerException("decode");
        case GIVES_NO_STREAM -> null;
        case BEGINS_WITH_TEXT -> EventStreams.of(new TextDelta(0, "x"));
        case CANCELS_BY_ITSELF -> throw cancel();
        case THROWS_IN_ITS_STREAM, ENDS_AT_ONCE -> new Slipping(this);
      };
    }

    private static LlmException cancel() {
      return LlmException.of(ErrorKind.CANCELLED, "mine").reason(Reason.CALLER).build();
    }
  }

  private record Slipping(Slip slip) implements EventStream {
    @Override
    public @Nullable LlmEvent next() {
      if (slip == Slip.THROWS_IN_ITS_STREAM) {
        throw new IllegalStateException("decode");
      }
      return null;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsWithoutAWordAfterItWasSentMayBeBilled(Slip slip) {
    AttemptRecord sent = attemptOf(slip, true);

    assertThat(sent.possiblyBilled()).isTrue();
    assertThat(sent.usage()).isNotEqualTo(Usage.ZERO);
    assertThat(sent.cost()).isNotEqualTo(Cost.ZERO);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BEGINS_WITH_TEXT") // which it has worked for
  void whatFailsWithoutAWordBeforeItWasSentIsFree(Slip slip) {
    AttemptRecord unsent = attemptOf(slip, false);

    assertThat(unsent.possiblyBilled()).isFalse();
  }

  private AttemptRecord attemptOf(Slip slip, boolean sent) {
    Provider provider =
        new Provider() {
          @Override
          public String name() {
            return fake.name();
          }

          @Override
          public Capabilities capabilities() {
            return fake.capabilities();
          }

          @Override
          public EventStream open(ProviderCall call) {
            if (sent) {
              call.sent();
            }
            return slip.open();
          }
        };
    return attemptOf(LlmClient.builder().provider(provider));
  }

  private AttemptRecord attemptOf(LlmClientBuilder builder) {
    try (LlmClient llm =
        builder
            .defaultModel(fake.model())
            .retries(Retries.none())
            .time(time)
            .closeGrace(Duration.ZERO)
            .build()) {
      LlmException error = Door.CHAT.open(llm, ChatRequest.of("q")).error();
      AttemptRecord attempt = error.attempts().get(0);
      assertThat(error.isPossiblyBilled()).isEqualTo(attempt.possiblyBilled());
      return attempt;
    }
  }

  @Test
  void aLinkAroundTheAttemptIsToldTheSame() {
    fake.answers(script -> script.waitFor(gate));
    OutcomeProbe around = OutcomeProbe.in(Slot.CALL);
    OutcomeProbe inside = OutcomeProbe.in(Slot.ATTEMPT);
    try (LlmClient llm = client(builder -> builder.use(around).use(inside))) {
      Visit visit = Door.CHAT.enter(llm, ChatRequest.of("q").with(Timeouts.firstToken(LIMIT)));
      gate.awaitArrivals(1);

      time.advance(LIMIT);

      visit.await();
      for (OutcomeProbe probe : List.of(around, inside)) {
        assertThat(probe.outcomes()).hasSize(1);
        Outcome.Failure failure = (Outcome.Failure) probe.outcomes().get(0);
        assertThat(failure.error().isPossiblyBilled()).isTrue();
      }
    }
  }

  @Test
  void whoLeavesAnAttemptThatIsReadOnIsToldThatItMayBeBilled() {
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    UsageDrain drain = UsageDrain.within(Duration.ofMinutes(1), 1000);
    try (LlmClient llm = client(builder -> builder.usageDrain(drain))) {
      Visit visit = Door.STREAM.enter(llm.cancelledBy(handle), ChatRequest.of("q"));
      gate.awaitArrivals(1);

      handle.cancel();

      LlmException error = visit.await().error();
      gate.open();
      assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(error.isPossiblyBilled()).isTrue();
    }
  }

  @Test
  void whoWaitsNoLongerForACallThatHangsIsToldThatItMayBeBilled() {
    fake.answers(
        script -> script.deafToCancel().run(gate::arrive).run(() -> waitWithoutHeed(released)));
    try (LlmClient llm = client(builder -> builder)) {
      Visit visit = Door.CHAT_ASYNC.enter(llm.cancelledBy(handle), ChatRequest.of("q"));
      gate.awaitArrivals(1);

      handle.cancel();
      time.advance(OpenCalls.UNWIND_PATIENCE);

      LlmException error = visit.await().error();
      released.countDown();
      assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(error.isPossiblyBilled()).isTrue();
    }
  }

  private static void waitWithoutHeed(CountDownLatch released) {
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private LlmClient client(UnaryOperator<LlmClientBuilder> more) {
    return client(time, Retries.none(), more);
  }

  private LlmClient client(TimeSource time, Retries retries, UnaryOperator<LlmClientBuilder> more) {
    leaks.of(fake);
    return more.apply(
            LlmClient.builder()
                .provider(fake)
                .defaultModel(fake.model())
                .retries(retries)
                .time(time)
                .closeGrace(Duration.ZERO))
        .build();
  }
}
