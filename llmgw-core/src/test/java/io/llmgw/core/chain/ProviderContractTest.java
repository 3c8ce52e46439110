package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that breaks the rules fails the call in its own name, and is not asked again. */
@Fault("F158")
class ProviderContractTest {
  private static final LlmEvent STARTED = Started.inProcess();
  private static final LlmEvent TEXT = new TextDelta(0, "blue");
  private static final LlmEvent TEXT_IN_NEXT_BLOCK = new TextDelta(1, "sky");
  private static final LlmEvent COMPLETED = new Completed(FinishReason.STOP, Usage.ZERO);

  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  @Test
  void noStream() {
    stage.fake.answersNull();

    expectBlame(stage.failure(), "returned no stream");
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("secret"),
        new AssertionError("secret"),
        new IOException("secret"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void anExceptionOfItsOwnAsItOpens(Throwable thrown) {
    stage.fake.answers(script -> script.fail(thrown));

    LlmException failure = stage.failure();

    expectBlame(failure, "failed with " + thrown.getClass().getName());
    assertThat(failure).hasCause(thrown);
    assertThat(failure.getMessage()).doesNotContain("secret");
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void anExceptionOfItsOwnAfterContent(Throwable thrown) {
    stage.fake.answers(script -> script.text("bl").fail(thrown));

    LlmException failure = stage.failure();

    expectBlame(failure, "failed with " + thrown.getClass().getName());
    assertThat(failure).isInstanceOf(StreamInterruptedException.class);
    assertThat(failure.partial().text()).isEqualTo("bl");
  }

  static Stream<Arguments> brokenAnswers() {
    return Stream.of(
        broken("ends its stream without Completed", script -> script.text("bl").truncate()),
        broken("ends its stream without Completed", script -> script.started().truncate()),
        broken("ends its stream without Completed", script -> script.bare()),
        broken("sends TextDelta before Started", script -> script.bare().events(TEXT, COMPLETED)),
        broken("sends Completed before Started", script -> script.bare().events(COMPLETED)),
        broken(
            "sends UsageReported before Started",
            script -> script.bare().events(new UsageReported(Usage.ZERO), STARTED, TEXT)),
        broken("sends Started a second time", script -> script.events(STARTED, STARTED, TEXT)),
        broken("sends Started a second time", script -> script.events(STARTED, TEXT, STARTED)),
        broken(
            "answers CHAT with VectorProduced",
            script -> script.events(new VectorProduced(0, new float[] {1}))),
        broken(
            "reports an impossible usage",
            script -> script.text("bl").usage(Usage.reported(Long.MAX_VALUE, 1))),
        broken(
            "reports an impossible usage",
            script ->
                script
                    .text("bl")
                    .usage(Usage.reported(Long.MAX_VALUE, 1))
                    .usage(Usage.reported(1, 1))),
        broken(
            "reports an impossible usage",
            script ->
                script
                    .bare()
                    .events(
                        STARTED,
                        TEXT,
                        new Completed(FinishReason.STOP, Usage.reported(1, Long.MAX_VALUE)))));
  }

  static Stream<Arguments> answersThatDoNotFitTogether() {
    return Stream.of(
        broken(
            "sends a tool call for block 0, which is text",
            script -> script.events(TEXT, new ToolCallStarted(0, "id", "look"))),
        broken(
            "sends text for block 0, which is a tool call",
            script -> script.events(new ToolCallStarted(0, "id", "look"), TEXT)),
        broken(
            "sends arguments for block 1, which is no tool call",
            script -> script.events(TEXT, new ToolArgumentsDelta(1, "{}"))),
        broken(
            "begins block 0 a second time",
            script ->
                script.events(
                    new ToolCallStarted(0, "id", "look"),
                    TEXT_IN_NEXT_BLOCK,
                    new ToolCallStarted(0, "id", "look"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersThatDoNotFitTogether")
  void anAnswerThatDoesNotFitTogetherFailsForEverybody(String rule, Consumer<Script> script) {
    ObserverTest.Recorder observer = new ObserverTest.Recorder();
    stage.builder().observe(observer);
    stage.use(diary.link("outer", Slot.PROMPT), diary.link("attempt", Slot.SPEND));

    for (Door door : Door.values()) {
      stage.fake.answers(script);
      LlmException error = door.open(stage.llm(), Stage.QUESTION).error();

      expectBlame(error, rule);
      assertThat(error.attempts().get(0).state()).isEqualTo(AttemptState.FAILED);
    }

    assertThat(diary.of("outer")).containsOnly("outer: failed PROTOCOL").hasSize(4);
    assertThat(diary.of("attempt")).containsOnly("attempt: failed PROTOCOL").hasSize(4);
    assertThat(observer.outcomes)
        .hasSize(4)
        .extracting(ObservedOutcome::error)
        .containsOnly(ErrorKind.PROTOCOL);
  }

  static Stream<Arguments> vectorsThatDoNotFitTheInputs() {
    return Stream.of(
        broken("answers 2 inputs with 1 vectors missing", script -> script.events(vector(1))),
        broken("answers 2 inputs with 2 vectors missing", script -> script.started()),
        broken("sends vector 2 for 2 inputs", script -> script.events(vector(2))),
        broken("sends vector 0 a second time", script -> script.events(vector(0), vector(0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectorsThatDoNotFitTheInputs")
  void vectorsThatDoNotFitFailForEverybody(String rule, Consumer<Script> script) {
    stage.fake.answers(script);
    stage.use(diary.link("outer", Slot.PROMPT));

    Throwable failure =
        catchThrowable(
            () -> stage.llm().send(EmbeddingRequest.builder().inputs(List.of("a", "b")).build()));

    expectBlame((LlmException) failure, rule);
    assertThat(diary.entries()).containsExactly("outer: failed PROTOCOL");
  }

  private static LlmEvent vector(int index) {
    return new VectorProduced(index, new float[] {1});
  }

  private static Arguments broken(String rule, Consumer<Script> script) {
    return Arguments.of(rule, script);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenAnswers")
  void aBrokenAnswer(String rule, Consumer<Script> script) {
    stage.fake.answers(script);
    stage.use(diary.link("outer", Slot.PROMPT));

    LlmException failure = stage.failure();

    expectBlame(failure, rule);
    assertThat(stage.fake.received()).isEqualTo(1);
    assertThat(diary.entries()).containsExactly("outer: failed PROTOCOL");
  }

  @Test
  void textForAnEmbedding() {
    stage.fake.answers("blue");

    Throwable failure = catchThrowable(() -> stage.llm().send(EmbeddingRequest.of("sky")));

    expectBlame((LlmException) failure, "answers EMBEDDINGS with TextDelta");
  }

  @Test
  void whatComesAfterTheFinalEventIsDropped() {
    stage.fake.answers(
        script -> script.bare().events(STARTED, TEXT, COMPLETED, TEXT, COMPLETED, STARTED));

    List<LlmEvent> events = stage.events();

    assertThat(events).containsExactly(STARTED, TEXT, COMPLETED);
    assertThat(stage.fake.calls().get(0).delivered()).hasSize(3);
  }

  @Test
  void aLargeButPossibleUsageIsTakenAsItIs() {
    Usage large = Usage.reported(1_000_000_000_000L, 1_000_000_000L);
    stage.fake.answers(script -> script.text("blue").usage(large));

    ChatResponse response = stage.ask();

    assertThat(response.usage()).isEqualTo(large);
    assertThat(response.served().usage().inputTokens()).isEqualTo(large.inputTokens());
  }

  @Test
  void anOperationThatItDoesNotOfferIsRefusedWithoutAskingIt() {
    stage.fake.with(Capabilities.of(Capability.CHAT)).always("blue");

    Throwable failure = catchThrowable(() -> stage.llm().send(EmbeddingRequest.of("sky")));

    assertThat(((LlmException) failure).kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(stage.fake.received()).isZero();
  }

  @Test
  void aCancelThatNobodyAskedForIsAFailure() {
    LlmException cancelled = LlmException.of(ErrorKind.CANCELLED, "enough").build();
    stage
        .fake
        .answers(script -> script.fail(cancelled))
        .answers(script -> script.text("bl").fail(cancelled));
    stage.use(diary.link("outer", Slot.PROMPT));

    for (LlmException failure : List.of(stage.failure(), stage.failure())) {
      expectBlame(failure, "throws a cancel of its own");
      assertThat(failure).hasCause(cancelled);
      assertThat(failure.attempts().get(0).state()).isEqualTo(AttemptState.FAILED);
    }
    assertThat(diary.entries()).containsExactly("outer: failed PROTOCOL", "outer: failed PROTOCOL");
  }

  @Test
  void aTypedErrorWithoutATargetGetsIt() {
    stage.fake.answers(
        script -> script.fail(LlmException.of(ErrorKind.SERVER, "out of order").build()));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(failure.provider()).isEqualTo("fake");
    assertThat(failure.model()).isEqualTo("scripted-1");
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aKeySourceThatFailsIsNamed(Throwable thrown) {
    stage.fake.with(
        caller -> {
          throw TestLink.sneaky(thrown);
        });

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(failure)
        .hasMessageContaining("no key for provider 'fake'")
        .hasMessageContaining(thrown.getClass().getName());
    assertThat(stage.fake.received()).isZero();
  }

  @Test
  void aFunctionThatGivesNoKeySourceIsToldWhatToGive() {
    stage.fake.with(Keys.perCaller(caller -> null));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(failure.provider()).isEqualTo("fake");
    assertThat(failure)
        .hasMessageContaining("no key for provider 'fake'")
        .hasMessageContaining("give KeySource.NONE");
  }

  private static void expectBlame(LlmException failure, String rule) {
    assertThat(failure.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(failure.isRetryable()).isFalse();
    assertThat(failure)
        .hasMessageContaining("provider 'fake' (" + ScriptedProvider.class.getName() + ")")
        .hasMessageContaining(rule);
    assertThat(failure.provider()).isEqualTo("fake");
    assertThat(failure.model()).isEqualTo("scripted-1");
  }
}
