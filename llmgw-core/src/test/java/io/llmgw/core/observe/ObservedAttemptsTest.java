package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.AttemptCause;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.observe.ObservedWait;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Observers hear of every attempt of a call, once, in the order of parents and children. */
class ObservedAttemptsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String CANARY = "canary-7Q2";

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final VirtualTime time = VirtualTime.skipping();
  private final Diary diary = new Diary();
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("smart")
          .closeGrace(Duration.ZERO)
          .time(time)
          .observe(diary);
  private LlmClient llm;

  private LlmClient llm() {
    if (llm == null) {
      llm = builder.build();
    }
    return llm;
  }

  @AfterEach
  void close() {
    llm().close();
  }

  @Test
  void anAttemptIsToldWithinItsCall() {
    a.answers("blue");

    llm().chat(QUESTION);

    assertThat(diary.lines)
        .containsExactly("call", "1 FIRST a/m", "1 first token", "content", "1 SUCCEEDED", "end");
    ObservedAttemptOutcome end = diary.ends.get(0);
    assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(end.cancelled()).isNull();
    assertThat(end.attempt()).isEqualTo(diary.outcomes.get(0).served().attempts().get(0));
    assertThat(diary.attempts.get(0).callId()).isEqualTo(diary.calls.get(0).callId());
  }

  @Test
  void namesOfTheConfigurationAreToldFromThoseThatCallersComeUpWith() {
    a.always("blue");

    LlmClient llm = llm();
    llm.reconfigure(now -> now.alias("smart", "a/m").defaultModel("a/usual"));
    llm.chat(QUESTION);
    llm.chat(QUESTION.withModel("smart"));
    llm.chat(QUESTION.withModel("a/usual"));
    llm.chat(QUESTION.withModel("a/m"));

    assertThat(diary.calls)
        .extracting(ObservedCall::model, ObservedCall::configured)
        .containsExactly(
            tuple("a/usual", true),
            tuple("smart", true),
            tuple("a/usual", true),
            tuple("a/m", false));
  }

  @Test
  void aWaitForALimitIsToldAlsoWhereNoAttemptCameOfIt() {
    Gate never = Gate.closed();
    a.answers(script -> script.text("one").waitFor(never));
    Target limited = Target.of("a/m").limits(TargetLimits.perTarget().concurrency(1));

    LlmClient llm = llm();
    llm.reconfigure(now -> now.alias("calm", limited).defaultModel("calm"));
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      assertThat(catchThrowable(() -> llm.chat(QUESTION))).isNotNull();
    }

    assertThat(diary.waits).containsExactly(new ObservedWait("a/m", Duration.ofSeconds(10), false));
  }

  @Test
  void whatTheProviderSaysOfItselfIsToldWithTheAttempt() {
    ResponseHead head =
        new ResponseHead("resp-1", "m-2026", "req-1", 200, RateLimits.NONE, Map.of());
    a.answers(script -> script.bare().started(head).text("blue").completed(FinishReason.LENGTH));

    llm().chat(QUESTION);

    ObservedAttemptOutcome end = diary.ends.get(0);
    assertThat(end.model()).isEqualTo("m-2026");
    assertThat(end.responseId()).isEqualTo("resp-1");
    assertThat(end.httpStatus()).isEqualTo(200);
    assertThat(end.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void alsoWhereItsAnswerBreaksOffAfterSomePieces() {
    ResponseHead head = new ResponseHead(null, "m-2026", null, 200, RateLimits.NONE, Map.of());
    a.answers(script -> script.bare().started(head).ping().text("bl").text("u").truncate());

    assertThat(catchThrowable(() -> llm().chat(QUESTION))).isNotNull();

    assertThat(diary.ends.get(0).pieces()).isEqualTo(2);
    assertThat(diary.outcomes.get(0).served().model()).isEqualTo("m-2026");
  }

  @Test
  void andWhereItIs() {
    URI server = URI.create("https://llm.example");
    a.always("blue");
    b.always("blue");
    builder.provider(new Served(a, server)).alias("there", "there/m");

    llm().chat(QUESTION.withModel("there"));
    llm().chat(QUESTION.withModel("b/m"));

    assertThat(diary.ends).extracting(ObservedAttemptOutcome::server).containsExactly(server, null);
  }

  /** Another provider at an address. */
  private record Served(Provider inner, URI server) implements Provider {
    @Override
    public String name() {
      return "there";
    }

    @Override
    public Capabilities capabilities() {
      return inner.capabilities();
    }

    @Override
    public EventStream open(ProviderCall call) {
      return inner.open(call);
    }
  }

  @Test
  void aRepeatIsToldWithWhatItFollowsAndWhatItWaitedFor() {
    LlmException overloaded =
        LlmException.of(ErrorKind.OVERLOADED, "later")
            .httpStatus(529)
            .retryAfter(Duration.ofSeconds(3))
            .build();
    a.answers(script -> script.fail(overloaded)).answers("blue");

    llm().chat(QUESTION.withModel("a/m"));

    ObservedAttempt second = diary.attempts.get(1);
    assertThat(second.cause()).isEqualTo(AttemptCause.REPEAT);
    assertThat(second.after()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(second.from()).isEqualTo("a/m");
    assertThat(second.waits())
        .containsExactly(new AttemptWait(Duration.ofSeconds(3), AttemptWait.Reason.RETRY_AFTER));
    assertThat(diary.outcomes.get(0).served().attempts())
        .extracting(AttemptRecord::waits)
        .containsExactly(List.of(), second.waits());
    assertThat(diary.ends.get(0).httpStatus()).isEqualTo(529);
    assertThat(diary.lines)
        .containsExactly(
            "call",
            "1 FIRST a/m",
            "1 FAILED",
            "2 REPEAT a/m",
            "2 first token",
            "content",
            "2 SUCCEEDED",
            "end");
  }

  @Test
  void theReasonOfAWaitIsThatOfTheTrailAlsoWhereTimeGoesOnMeanwhile() {
    LlmException overloaded =
        LlmException.of(ErrorKind.OVERLOADED, "later")
            .httpStatus(529)
            .retryAfter(Duration.ofSeconds(3))
            .build();
    a.answers(script -> script.fail(overloaded)).answers("blue");
    // A link that takes its time on the way back, so that less of the rest is left.
    builder.use(
        new Interceptor() {
          @Override
          public LinkSpec spec() {
            return LinkSpec.named("slow").in(Slot.ATTEMPT);
          }

          @Override
          public EventStream intercept(Chain chain) {
            return chain.proceed(chain.request(), outcome -> time.advance(Duration.ofMillis(5)));
          }
        });

    ChatResponse answer = llm().chat(QUESTION.withModel("a/m"));

    assertThat(answer.served().attempts().get(1).waits())
        .extracting(AttemptWait::reason)
        .containsExactly(AttemptWait.Reason.RETRY_AFTER);
    assertThat(answer.served().trail()).anyMatch(entry -> entry.note().contains("by retry-after"));
  }

  @Test
  void aRepeatThatNobodyHasNamedATimeForWaitsForItsBackoff() {
    a.fails(ErrorKind.SERVER).answers("blue");

    llm().chat(QUESTION.withModel("a/m"));

    assertThat(diary.attempts.get(1).waits())
        .extracting(AttemptWait::reason)
        .containsExactly(AttemptWait.Reason.BACKOFF);
  }

  @Test
  void anAttemptAtTheNextTargetIsToldAsFailover() {
    a.fails(ErrorKind.AUTH);
    b.answers("blue");

    llm().chat(QUESTION);

    ObservedAttempt second = diary.attempts.get(1);
    assertThat(second.cause()).isEqualTo(AttemptCause.FAILOVER);
    assertThat(second.from()).isEqualTo("a/m");
    assertThat(second.after()).isEqualTo(ErrorKind.AUTH);
    assertThat(second.target()).isEqualTo("b/m");
    assertThat(second.waits()).isEmpty();
    assertThat(diary.outcomes.get(0).route()).isEqualTo("smart");
  }

  @Test
  void aStreamThatItsReaderLeavesEndsItsAttemptFirst() {
    a.answers(script -> script.text("bl").hang());

    try (ChatStream stream = llm().stream(QUESTION)) {
      stream.next();
    }
    llm().close();

    assertThat(diary.lines)
        .containsExactly("call", "1 FIRST a/m", "1 first token", "1 CANCELLED", "end");
    assertThat(diary.ends.get(0).cancelled()).isEqualTo(Reason.CALLER);
    assertThat(diary.outcomes.get(0).cancelled()).isEqualTo(Reason.CALLER);
  }

  @Test
  void aStreamThatBreaksOffIsToldAsInterrupted() {
    a.answers(script -> script.text("bl").fail(ErrorKind.CONNECTION_LOST));

    Throwable failure = catchThrowable(() -> llm().chat(QUESTION));

    assertThat(failure).isInstanceOf(LlmException.class);
    assertThat(diary.outcomes.get(0).isInterrupted()).isTrue();
    assertThat(diary.ends.get(0).attempt().error()).isEqualTo(ErrorKind.CONNECTION_LOST);
    assertThat(diary.attempts).hasSize(1);
  }

  @Test
  void aCallThatIsRefusedBeforeHasNoAttempt() {
    catchThrowable(() -> llm().chat(QUESTION.withModel("nobody/knows")));

    assertThat(diary.lines).containsExactly("call", "end");
    assertThat(diary.outcomes.get(0).route()).isNull();
    assertThat(diary.outcomes.get(0).timeToFirstToken()).isNull();
  }

  @Test
  void noTextOfTheCallIsToldWithItsAttempts() {
    a.answers(script -> script.text(CANARY).fail(new IllegalStateException(CANARY)));

    catchThrowable(() -> llm().chat(ChatRequest.of(CANARY)));

    assertThat(diary.attempts + " " + diary.ends + diary.outcomes).doesNotContain(CANARY);
    assertThat(diary.ends).hasSize(1);
  }

  @Test
  void whatTheProviderAndTheReaderTakeIsNoTimeOfTheLibrary() {
    a.answers(
        script ->
            script
                .run(() -> time.advance(Duration.ofMillis(700)))
                .text("bl")
                .run(() -> time.advance(Duration.ofMillis(200)))
                .text("ue"));

    try (ChatStream stream = llm().stream(QUESTION)) {
      stream.forEach(event -> time.advance(Duration.ofMillis(50)));
    }

    ObservedOutcome outcome = diary.outcomes.get(0);
    assertThat(outcome.served().latency()).isGreaterThanOrEqualTo(Duration.ofMillis(1_000));
    assertThat(outcome.overhead()).isZero();
    assertThat(outcome.timeToFirstToken()).isGreaterThanOrEqualTo(Duration.ofMillis(700));
  }

  @Test
  void whatALinkTakesIsTimeOfTheLibraryAndAWaitIsNot() {
    a.fails(ErrorKind.SERVER).answers("blue");
    builder.use(
        new Interceptor() {
          @Override
          public EventStream intercept(Chain chain) {
            time.advance(Duration.ofMillis(30));
            return chain.proceed(chain.request());
          }
        });

    llm().chat(QUESTION.withModel("a/m"));

    ObservedOutcome outcome = diary.outcomes.get(0);
    assertThat(diary.attempts.get(1).waits()).isNotEmpty();
    assertThat(outcome.served().latency()).isGreaterThan(Duration.ofMillis(30));
    assertThat(outcome.overhead()).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void theWaitForAThreadIsNoTimeOfTheLibrary() {
    a.answers("blue");
    builder.executor(
        task -> {
          time.advance(Duration.ofSeconds(2));
          task.run();
        });

    llm().chatAsync(QUESTION).join();

    ObservedOutcome outcome = diary.outcomes.get(0);
    assertThat(outcome.served().latency()).isEqualTo(Duration.ofSeconds(2));
    assertThat(outcome.overhead()).isZero();
  }

  @Test
  void anAttemptThatALinkAnswersItselfIsToldAsWell() {
    builder.use(
        new Interceptor() {
          @Override
          public LinkSpec spec() {
            return LinkSpec.named("refuser").in(Slot.ATTEMPT);
          }

          @Override
          public EventStream intercept(Chain chain) {
            throw LlmException.of(ErrorKind.BLOCKED, "not here").build();
          }
        });

    catchThrowable(() -> llm().chat(QUESTION));

    assertThat(diary.ends)
        .extracting(ObservedAttemptOutcome::attempt)
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.FAILED);
  }
}
