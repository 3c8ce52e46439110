package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may still be repeated is an exception out of {@code proceed}; what comes later is final. */
class CommitPointTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  @ParameterizedTest
  @EnumSource(names = {"CALL", "RETRY", "ATTEMPT"})
  void proceedReturnsWithTheFirstContent(Slot slot) {
    Gate gate = Gate.closed();
    stage.fake.answers(
        script ->
            script.started().usage(Usage.reported(1, 0)).ping().waitFor(gate).text("blue").hang());
    stage.use(
        outermost(
            slot,
            chain -> {
              EventStream inner = chain.proceed(chain.request());
              diary.note("proceeded");
              return inner;
            }));

    CompletableFuture<ChatResponse> answer = stage.llm().chatAsync(QUESTION);
    gate.awaitArrivals(1);
    assertThat(diary.entries()).isEmpty();
    gate.open();
    stage.fake.awaitReceived(1);
    Patience.until("the link", () -> diary.entries().contains("proceeded"));
    answer.cancel(true);
    stage.fake.awaitNoOpenStreams();
  }

  static Stream<Consumer<Script>> failuresBeforeContent() {
    return Stream.of(
        script -> script.fail(ErrorKind.OVERLOADED),
        script -> script.started().fail(ErrorKind.OVERLOADED),
        script -> script.started().usage(Usage.reported(1, 0)).fail(ErrorKind.OVERLOADED),
        script -> script.started().ping().ping().fail(ErrorKind.OVERLOADED),
        script -> script.started().text("").fail(ErrorKind.OVERLOADED),
        script -> script.started().reasoning("").fail(ErrorKind.OVERLOADED));
  }

  @ParameterizedTest
  @MethodSource("failuresBeforeContent")
  void aFailureBeforeContentComesOutOfProceed(Consumer<Script> failing) {
    stage.fake.answers(failing).answers("blue");
    stage.use(retrying(Slot.CALL));

    ChatResponse response = stage.ask();

    assertThat(response.text()).isEqualTo("blue");
    assertThat(response.served().attempts())
        .extracting(attempt -> attempt.state())
        .containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
  }

  @Test
  @Fault("F067")
  void aBreakAfterPingsAloneIsRepeatedAndNothingOfItIsDelivered() {
    stage
        .fake
        .answers(script -> script.started().ping().fail(ErrorKind.STREAM_BROKEN))
        .answers("blue");
    stage.use(retrying(Slot.CALL));

    List<LlmEvent> events = stage.events();

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Started", "TextDelta", "Completed");
  }

  @ParameterizedTest
  @EnumSource(names = {"CALL", "ROUTE", "RETRY"})
  void aFailureAfterContentIsFinal(Slot slot) {
    stage.fake.answers(script -> script.text("bl").fail(ErrorKind.STREAM_BROKEN)).answers("blue");
    stage.use(retrying(slot));

    LlmException failure = stage.failure();

    assertThat(failure).isInstanceOf(StreamInterruptedException.class);
    assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(failure.partial().text()).isEqualTo("bl");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void aLinkSeesAFailureAfterContentAsInterrupted() {
    stage.fake.answers(script -> script.text("bl").fail(ErrorKind.STREAM_BROKEN));
    stage.use(
        TestLink.in(
            Slot.ATTEMPT,
            chain -> {
              EventStream inner = chain.proceed(chain.request());
              return TestLink.wrapped(inner, event -> event);
            }),
        TestLink.in(Slot.CALL, chain -> new Noting(chain.proceed(chain.request()))));

    stage.failure();

    assertThat(diary.entries()).containsExactly("StreamInterruptedException");
  }

  /** Notes the class of what is thrown. */
  private final class Noting implements EventStream {
    private final EventStream inner;

    Noting(EventStream inner) {
      this.inner = inner;
    }

    @Override
    public LlmEvent next() {
      try {
        return inner.next();
      } catch (LlmException e) {
        diary.note(e.getClass().getSimpleName());
        throw e;
      }
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void whatCameBeforeTheContentIsDeliveredInOrderWithTheLatestUsage() {
    Usage latest = Usage.reported(9, 1);
    stage.fake.answers(
        script ->
            script
                .started()
                .ping()
                .usage(Usage.reported(1, 0))
                .ping()
                .usage(latest)
                .text("bl")
                .ping()
                .text("ue"));

    List<LlmEvent> events = stage.events();

    assertThat(events.get(0)).isInstanceOf(Started.class);
    assertThat(events.subList(1, 5))
        .containsExactly(
            new UsageReported(latest),
            new TextDelta(0, "bl"),
            Ping.INSTANCE,
            new TextDelta(0, "ue"));
  }

  @Test
  void aLinkThatProceedsLazilyDoesNotMakeAFailureFinal() {
    stage.fake.fails(ErrorKind.OVERLOADED).answers("blue");
    stage.use(
        outermost(Slot.RETRY, retrying(Slot.RETRY).body()),
        TestLink.in(Slot.ATTEMPT, chain -> new Lazy(chain)));

    ChatResponse response = stage.ask();

    assertThat(response.text()).isEqualTo("blue");
    assertThat(stage.fake.received()).isEqualTo(2);
  }

  /** Opens its inner stream when it is read. */
  private static final class Lazy implements EventStream {
    private final Interceptor.Chain chain;
    private EventStream inner;

    Lazy(Interceptor.Chain chain) {
      this.chain = chain;
    }

    @Override
    public LlmEvent next() {
      if (inner == null) {
        inner = chain.proceed(chain.request());
      }
      return inner.next();
    }

    @Override
    public void close() {
      if (inner != null) {
        inner.close();
      }
    }
  }

  @Test
  void anEndWithoutContentIsACommitToo() {
    stage.fake.answers(script -> script.started());
    stage.use(retrying(Slot.CALL));

    assertThat(stage.ask().text()).isEmpty();
  }

  @Test
  void someoneWhoNeverComesToThePointIsGivenUp() {
    stage.fake.answers(script -> script.endless(""));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.PROTOCOL);
    stage.fake.awaitNoOpenStreams();
  }

  private static TestLink outermost(Slot slot, TestLink.Body body) {
    return new TestLink(LinkSpec.named("outermost-" + slot).in(slot).at(-1), body);
  }

  /** Ten lines of retry. */
  private static TestLink retrying(Slot slot) {
    return outermost(
        slot,
        chain -> {
          for (int attempt = 1; ; attempt++) {
            try {
              return chain.proceed(chain.request());
            } catch (LlmException e) {
              if (!e.isRetryable() || attempt == 3) {
                throw e;
              }
            }
          }
        });
  }
}
