package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Observers hear of every call, once, and never see its text. */
class ObserverTest {
  private static final String CANARY = "canary-7Q2";

  @RegisterExtension final Stage stage = new Stage();
  private final Recorder recorder = new Recorder();

  @Test
  void seesNoTextOfPromptOrAnswer() {
    stage.builder().observe(recorder);
    stage.fake.answers(
        script ->
            script
                .reasoning(CANARY)
                .text(CANARY, 3)
                .toolCall("id", "name", "{\"a\":\"" + CANARY + "\"}")
                .refusal(CANARY));
    ChatRequest request =
        ChatRequest.builder()
            .system(CANARY)
            .user(CANARY)
            .stop(CANARY)
            .metadata("note", CANARY)
            .extraBody("extra", CANARY)
            .userId(CANARY)
            .build();

    stage.llm().chat(request);

    assertThat(recorder.everything()).doesNotContain(CANARY);
    assertThat(recorder.calls.get(0).textLength()).isGreaterThan(CANARY.length());
    assertThat(recorder.lengths).containsExactly(10, 3, 3, 4, 0, 0, 10);
  }

  @Test
  void seesNoTextOfFailures() {
    stage.builder().observe(recorder);
    stage.fake.answers(script -> script.text(CANARY).fail(new IllegalStateException(CANARY)));

    stage.failureOf(ChatRequest.of(CANARY));

    assertThat(recorder.everything()).doesNotContain(CANARY);
  }

  @Test
  void hearsOfASuccessOnce() {
    stage.builder().observe(recorder);
    stage.fake.answers("blue");

    stage.ask();

    ObservedOutcome outcome = recorder.onlyOutcome();
    assertThat(outcome.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(outcome.error()).isNull();
    assertThat(outcome.cancelled()).isNull();
    assertThat(outcome.served().attempts())
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.state()).isEqualTo(AttemptState.SUCCEEDED));
  }

  @Test
  void hearsOfAFailureOnce() {
    stage.builder().observe(recorder);
    stage.fake.answers(
        script -> script.fail(LlmException.of(ErrorKind.SERVER, "down").httpStatus(503).build()));

    stage.failure();

    ObservedOutcome outcome = recorder.onlyOutcome();
    assertThat(outcome.error()).isEqualTo(ErrorKind.SERVER);
    assertThat(outcome.httpStatus()).isEqualTo(503);
    assertThat(outcome.finishReason()).isNull();
  }

  @Test
  void hearsOfARefusalOnce() {
    stage.builder().observe(recorder);
    stage.use(
        TestLink.in(
            Slot.ACCESS,
            chain -> {
              throw LlmException.of(ErrorKind.BLOCKED, "not you").build();
            }));

    stage.failure();

    assertThat(recorder.onlyOutcome().error()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(recorder.onlyOutcome().served().attempts()).isEmpty();
  }

  @Test
  void hearsOfACancelOnce() {
    stage.builder().observe(recorder);
    stage.fake.answers(script -> script.text("bl").hang());

    try (ChatStream stream = stage.llm().stream(QUESTION)) {
      stream.next();
    }
    stage.llm().close();

    assertThat(recorder.onlyOutcome().cancelled()).isEqualTo(Reason.CALLER);
    assertThat(recorder.onlyOutcome().error()).isNull();
  }

  @Test
  void hearsOfAnUnknownModelOnce() {
    stage.builder().observe(recorder);

    stage.failureOf(QUESTION.withModel("nobody/knows"));

    assertThat(recorder.onlyOutcome().error()).isEqualTo(ErrorKind.CONFIGURATION);
  }

  @Test
  void knowsWhatWasAskedOnWhoseBehalf() {
    stage.builder().observe(recorder);
    stage.fake.answers(
        script ->
            script
                .bare()
                .events(
                    Started.inProcess(),
                    new VectorProduced(0, new float[] {1}),
                    new Completed(FinishReason.STOP, Usage.ZERO)));
    Caller caller = Caller.tenant("acme");

    stage.llm().forCaller(caller).send(EmbeddingRequest.of("sky"));

    ObservedCall call = recorder.calls.get(0);
    assertThat(call.caller()).isEqualTo(caller);
    assertThat(call.operation()).isEqualTo(Operation.EMBEDDINGS);
    assertThat(call.delivery()).isEqualTo(Delivery.WHOLE);
    assertThat(call.purpose()).isEqualTo(Purpose.APPLICATION);
    assertThat(call.parentCallId()).isNull();
    assertThat(call.textLength()).isEqualTo(3);
  }

  @Test
  void hearsOfInternalCallsAsSuch() {
    stage.builder().observe(recorder);
    stage.fake.always("fine");
    stage.use(
        TestLink.in(
            Slot.GUARD,
            chain -> {
              chain.internal(Purpose.of("judge"), QUESTION);
              return chain.proceed(chain.request());
            }));

    stage.ask();

    assertThat(recorder.calls).extracting(ObservedCall::purpose).hasSize(2);
    assertThat(recorder.calls.get(1).purpose()).isEqualTo(Purpose.of("judge"));
    assertThat(recorder.calls.get(1).parentCallId()).isEqualTo(recorder.calls.get(0).callId());
    assertThat(recorder.outcomes).hasSize(2);
  }

  /** When an observer throws. */
  enum Moment {
    BEGIN,
    CONTENT,
    OUTCOME
  }

  @ParameterizedTest
  @EnumSource
  void oneThatThrowsChangesNothing(Moment moment) {
    stage.builder().observe(new Thrower(moment)).observe(recorder);
    stage.fake.answers("blue").fails(ErrorKind.OVERLOADED);

    assertThat(stage.ask().text()).isEqualTo("blue");
    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.OVERLOADED);

    assertThat(recorder.outcomes).hasSize(2);
    assertThat(stage.fake.received()).isEqualTo(2);
  }

  @Test
  void oneThatIsNotInterestedIsLeftAlone() {
    stage.builder().observe(call -> null);
    stage.fake.answers("blue");

    assertThat(stage.ask().text()).isEqualTo("blue");
  }

  @Test
  void isToldBeforeTheCallerIs() {
    stage.builder().observe(recorder);
    stage.fake.fails(ErrorKind.SERVER);

    Throwable failure = catchThrowable(() -> stage.llm().chat(QUESTION));

    assertThat(failure).isInstanceOf(LlmException.class);
    assertThat(recorder.outcomes).hasSize(1);
  }

  private record Thrower(Moment moment) implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      throwIf(Moment.BEGIN);
      return new Observation() {
        @Override
        public void onContent(int characters) {
          throwIf(Moment.CONTENT);
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {
          throwIf(Moment.OUTCOME);
        }
      };
    }

    private void throwIf(Moment now) {
      if (now == moment) {
        throw new IllegalStateException("observer");
      }
    }
  }

  static final class Recorder implements CallObserver {
    private final List<ObservedCall> calls = new CopyOnWriteArrayList<>();
    final List<ObservedOutcome> outcomes = new CopyOnWriteArrayList<>();
    private final List<Integer> lengths = new CopyOnWriteArrayList<>();

    @Override
    public Observation begin(ObservedCall call) {
      calls.add(call);
      return new Observation() {
        @Override
        public void onContent(int characters) {
          lengths.add(characters);
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {
          outcomes.add(outcome);
        }
      };
    }

    ObservedOutcome onlyOutcome() {
      assertThat(outcomes).hasSize(1);
      return outcomes.get(0);
    }

    String everything() {
      assertThat(outcomes).isNotEmpty();
      return calls + " " + outcomes + " " + lengths;
    }
  }
}
