package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that a link makes on behalf of the call it serves. */
class InternalCallTest {
  private static final Purpose JUDGE = Purpose.of("judge");
  private static final ChatRequest JUDGE_QUESTION = ChatRequest.of("Is this polite?");

  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();
  private final AtomicReference<CallContext> internal = new AtomicReference<>();

  @Test
  void skipsTheLinksThatItsParentHasPassedAlready() {
    stage.fake.always("fine");
    for (Slot slot : Stage.CUSTOM_SLOTS) {
      stage.use(
          TestLink.in(
              slot,
              chain -> {
                if (isInternal(chain)) {
                  diary.note(slot.name());
                }
                return chain.proceed(chain.request());
              }));
    }
    stage.use(judging(Slot.CACHE));

    stage.ask();

    assertThat(diary.entries())
        .containsExactly("ACCESS", "LIMIT", "RECORD", "CACHE", "CALL", "SPEND", "PACE", "ATTEMPT");
  }

  @Test
  void givesItsAnswerToTheLinkThatAskedAndToNobodyElse() {
    stage.fake.answers("polite").answers("blue");
    List<String> told = new ArrayList<>();
    stage.use(
        TestLink.in(
            Slot.GUARD,
            chain -> {
              told.add(chain.internal(JUDGE, JUDGE_QUESTION).text());
              return chain.proceed(chain.request());
            }));

    assertThat(stage.ask().text()).isEqualTo("blue");
    assertThat(told).containsExactly("polite");
  }

  @Test
  void belongsToItsParent() {
    Caller caller = Caller.tenant("acme").user("u-17");
    stage.fake.always("fine");
    stage.use(judging(Slot.GUARD), keepingInternal());

    ChatResponse response = stage.llm().forCaller(caller).chat(QUESTION);

    assertThat(internal.get().parentCallId()).isEqualTo(response.served().callId());
    assertThat(internal.get().callId()).isNotEqualTo(response.served().callId());
    assertThat(internal.get().caller()).isEqualTo(caller);
    assertThat(internal.get().purpose()).isEqualTo(JUDGE);
  }

  @Test
  void appearsInTheTrailOfItsParent() {
    stage.fake.always("fine");
    stage.use(judging(Slot.GUARD), keepingInternal());

    ChatResponse response = stage.ask();

    assertThat(response.served().trail())
        .filteredOn(entry -> entry.link().equals("judge"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.note()).contains(internal.get().callId()));
    assertThat(response.served().attempts()).as("those of the answer").hasSize(1);
  }

  @Test
  void takesHalfOfTheRemainingTimeAtMost() {
    VirtualTime time = VirtualTime.create();
    stage.builder().time(time);
    stage.fake.always("fine");
    AtomicReference<Duration> remaining = new AtomicReference<>();
    stage.use(
        TestLink.in(
                Slot.GUARD,
                chain -> {
                  time.advance(Duration.ofSeconds(4));
                  chain.internal(JUDGE, JUDGE_QUESTION);
                  return chain.proceed(chain.request());
                })
            .at(-1),
        TestLink.in(
            Slot.CALL,
            chain -> {
              if (isInternal(chain)) {
                remaining.set(chain.context().remaining());
              }
              return chain.proceed(chain.request());
            }));

    stage.llm().chat(QUESTION.with(Timeouts.total(Duration.ofSeconds(10))));

    assertThat(remaining.get())
        .isBetween(Duration.ofMillis(2_990), Duration.ofSeconds(3).plusNanos(1));
  }

  @Test
  void keepsAShorterTimeOfItsOwn() {
    AtomicReference<Duration> remaining = new AtomicReference<>();
    stage.builder().time(VirtualTime.create());
    stage.fake.always("fine");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              if (isInternal(chain)) {
                remaining.set(chain.context().remaining());
              } else {
                chain.internal(JUDGE, JUDGE_QUESTION.with(Timeouts.total(Duration.ofSeconds(1))));
              }
              return chain.proceed(chain.request());
            }));

    stage.ask();

    assertThat(remaining.get()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void endsWithItsParentWhoKeepsHisOwnReason() {
    CancelHandle handle = new CancelHandle();
    stage.fake.answers(script -> script.run(handle::cancel).hang());
    stage.use(
        diary.link("parent", Slot.APPLICATION),
        judging(Slot.GUARD),
        TestLink.in(
            Slot.CALL, chain -> chain.proceed(chain.request(), diary.outcomes("internal"))));

    Throwable failure = catchThrowable(() -> stage.llm().cancelledBy(handle).chat(QUESTION));

    assertThat(failure).isInstanceOf(CallCancelledException.class);
    assertThat(((CallCancelledException) failure).reason()).isEqualTo(Reason.CALLER);
    assertThat(diary.entries())
        .containsExactly("internal: cancelled PARENT", "parent: cancelled CALLER");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void failsLikeAnyOtherCallAndTheLinkDecidesWhatThatMeans() {
    stage.fake.fails(ErrorKind.SERVER).answers("blue");
    stage.use(
        TestLink.in(
            Slot.GUARD,
            chain -> {
              LlmException failure =
                  (LlmException) catchThrowable(() -> chain.internal(JUDGE, JUDGE_QUESTION));
              diary.note(failure.kind().name());
              return chain.proceed(chain.request());
            }));

    assertThat(stage.ask().text()).isEqualTo("blue");
    assertThat(diary.entries()).containsExactly("SERVER");
  }

  @Test
  void twoHundredThatAskInTheMiddleOfTheirAnswersGetThrough() throws Exception {
    stage.fake.always("fine");
    stage.use(
        TestLink.in(
            Slot.GUARD,
            chain ->
                TestLink.wrapped(
                    chain.proceed(chain.request()),
                    event -> {
                      if (event instanceof TextDelta) {
                        chain.internal(JUDGE, JUDGE_QUESTION);
                      }
                      return event;
                    })));

    List<CompletableFuture<ChatResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(stage.llm().chatAsync(QUESTION));
    }
    CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);

    assertThat(stage.fake.received()).isEqualTo(400);
  }

  /** Asks the judge before it proceeds, in calls of the application. */
  private static TestLink judging(Slot slot) {
    return TestLink.named(
            "judging",
            slot,
            chain -> {
              if (!isInternal(chain)) {
                chain.internal(JUDGE, JUDGE_QUESTION);
              }
              return chain.proceed(chain.request());
            })
        .at(-1);
  }

  private TestLink keepingInternal() {
    return TestLink.in(
        Slot.CALL,
        chain -> {
          if (isInternal(chain)) {
            internal.set(chain.context());
          }
          return chain.proceed(chain.request());
        });
  }

  private static boolean isInternal(Chain chain) {
    return !chain.context().purpose().equals(Purpose.APPLICATION);
  }
}
