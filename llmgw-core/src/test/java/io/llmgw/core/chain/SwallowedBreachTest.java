package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A breach fails the call whatever the links in between make of it. */
class SwallowedBreachTest {
  private static final LlmEvent STARTED = Started.inProcess();
  private static final LlmEvent TEXT = new TextDelta(0, "blue");
  private static final LlmEvent COMPLETED = new Completed(FinishReason.STOP, Usage.ZERO);

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aLinkInBetweenCannotSwallowABreachByAnsweringItself() {
    stage.use(
        TestLink.in(
            Slot.APPLICATION,
            chain -> {
              assertThat(catchThrowable(() -> chain.proceed(chain.request()))).isNotNull();
              return EventStreams.of(STARTED, TEXT, COMPLETED);
            }),
        TestLink.in(Slot.CALL, chain -> null));

    Throwable failure = catchThrowable(() -> stage.llm().stream(Stage.QUESTION));

    expectBreach(failure, "returned no stream");
  }

  @Test
  void aLinkInBetweenCannotSwallowABreachInTheMiddleOfTheAnswer() {
    stage.use(
        TestLink.in(
            Slot.APPLICATION,
            chain -> {
              EventStream inner = chain.proceed(chain.request());
              List<LlmEvent> seen = new ArrayList<>();
              assertThat(
                      catchThrowable(
                          () -> {
                            while (true) {
                              seen.add(inner.next());
                            }
                          }))
                  .isInstanceOf(ContractBreachException.class);
              seen.add(COMPLETED);
              return EventStreams.of(seen);
            }),
        answering(STARTED, TEXT));

    expectBreach(stage.failure(), "ends its stream without Completed");
  }

  @Test
  void aBreachThatIsSwallowedAfterTheStreamWasReturnedFailsTheCallAtItsEnd() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain ->
                TestLink.wrapped(
                    chain.proceed(chain.request()),
                    event -> {
                      assertThat(catchThrowable(() -> chain.proceed(chain.request()))).isNotNull();
                      return event;
                    })));

    LlmException failure = stage.failure();

    assertThat(failure).isInstanceOf(ContractBreachException.class);
    assertThat(failure.callId()).isNotNull();
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void aLinkCannotSwallowTheBreachOfAFlightItTookPartIn() {
    stage.use(
        TestLink.in(
            Slot.CACHE,
            chain -> {
              Throwable thrown =
                  catchThrowable(() -> chain.share("key", chain.request(), outcome -> {}));
              assertThat(thrown).isInstanceOf(ContractBreachException.class);
              return EventStreams.of(STARTED, TEXT, COMPLETED);
            }),
        TestLink.in(Slot.CALL, chain -> null));

    expectBreach(stage.failure(), "returned no stream");
  }

  @Test
  void theFirstBreachIsTheOneThatIsReported() {
    stage.use(
        TestLink.in(
            Slot.APPLICATION,
            chain -> {
              assertThat(catchThrowable(() -> chain.proceed(chain.request()))).isNotNull();
              return null;
            }),
        TestLink.in(Slot.CALL, chain -> chain.proceed(null)));

    expectBreach(stage.failure(), "proceeds without a request");
  }

  private static TestLink answering(LlmEvent... events) {
    return TestLink.in(Slot.CALL, chain -> EventStreams.of(Arrays.asList(events)));
  }

  private static void expectBreach(Throwable failure, String rule) {
    assertThat(failure)
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining(TestLink.class.getName())
        .hasMessageContaining(rule);
    assertThat(((LlmException) failure).kind()).isEqualTo(ErrorKind.CONTRACT);
    assertThat(((LlmException) failure).isRetryable()).isFalse();
  }
}
