package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chain finds out who breaks its rules, names him, and fails the call whatever others do. */
class ContractBreachTest {
  private static final LlmEvent STARTED = Started.inProcess();
  private static final LlmEvent TEXT = new TextDelta(0, "blue");
  private static final LlmEvent VECTOR = new VectorProduced(0, new float[] {1});
  private static final LlmEvent COMPLETED = new Completed(FinishReason.STOP, Usage.ZERO);

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aNullStream() {
    stage.use(TestLink.in(Slot.CALL, chain -> null));

    expectBreach(stage.failure(), "returned no stream");
  }

  @Test
  void aSecondProceedWhileTheFirstStreamIsOpen() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              chain.proceed(chain.request());
              return chain.proceed(chain.request());
            }));

    expectBreach(stage.failure(), "proceeds a second time while its first stream is open");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void aProceedAfterItsOwnStreamHasEnded() {
    stage.fake.always("blue");
    AtomicReference<Interceptor.Chain> kept = new AtomicReference<>();
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              kept.set(chain);
              return chain.proceed(chain.request());
            }));
    stage.ask();

    Throwable late = catchThrowable(() -> kept.get().proceed(Stage.QUESTION));

    expectBreach(late, "proceeds after its own stream has ended");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void aProceedWithoutARequest() {
    stage.use(TestLink.in(Slot.CALL, chain -> chain.proceed(null)));

    expectBreach(stage.failure(), "proceeds without a request");
  }

  @Test
  void aRequestOfAnotherOperation() {
    stage.fake.always("blue");
    stage.use(TestLink.in(Slot.APPLICATION, chain -> chain.proceed(EmbeddingRequest.of("sky"))));

    expectBreach(stage.failure(), "proceeds with a request of another operation");
    assertThat(stage.fake.received()).isZero();
  }

  @Test
  void contentBeforeStarted() {
    stage.use(answering(TEXT, COMPLETED));

    expectBreach(stage.failure(), "sends TextDelta before Started");
  }

  @Test
  void usageBeforeStarted() {
    stage.use(answering(new UsageReported(Usage.ZERO), STARTED, TEXT, COMPLETED));

    expectBreach(stage.failure(), "sends UsageReported before Started");
  }

  @Test
  void anEndBeforeStarted() {
    stage.use(answering(COMPLETED));

    expectBreach(stage.failure(), "sends Completed before Started");
  }

  @Test
  void aSecondStarted() {
    stage.use(answering(STARTED, TEXT, STARTED, COMPLETED));

    expectBreach(stage.failure(), "sends Started a second time");
  }

  @Test
  void anEndWithoutCompleted() {
    stage.use(answering(STARTED, TEXT));

    expectBreach(stage.failure(), "ends its stream without Completed");
  }

  @Test
  void vectorsForAChat() {
    stage.use(answering(STARTED, VECTOR, COMPLETED));

    expectBreach(stage.failure(), "answers CHAT with VectorProduced");
  }

  @Test
  void textForAnEmbedding() {
    stage.use(answering(STARTED, TEXT, COMPLETED));

    Throwable failure = catchThrowable(() -> stage.llm().send(EmbeddingRequest.of("sky")));

    expectBreach(failure, "answers EMBEDDINGS with TextDelta");
  }

  @Test
  void aPingMayComeBeforeStarted() {
    stage.use(answering(Ping.INSTANCE, STARTED, TEXT, COMPLETED));

    assertThat(stage.ask().text()).isEqualTo("blue");
  }

  @Test
  void nothingIsPulledAfterCompleted() {
    AtomicInteger pulls = new AtomicInteger();
    Iterator<LlmEvent> events = List.of(STARTED, TEXT, COMPLETED, TEXT, COMPLETED).iterator();
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain ->
                new EventStream() {
                  @Override
                  public LlmEvent next() {
                    pulls.incrementAndGet();
                    return events.next();
                  }

                  @Override
                  public void close() {}
                }));

    assertThat(stage.ask().text()).isEqualTo("blue");

    assertThat(pulls).hasValue(3);
  }

  @Test
  void theOffenderIsNamedByNameAndClass() {
    stage.use(new Forgetful());

    assertThat(stage.failure())
        .hasMessageContaining("link 'Forgetful'")
        .hasMessageContaining(Forgetful.class.getName());
  }

  /** Forgets to return. */
  private static final class Forgetful implements Interceptor {
    @Override
    public EventStream intercept(Chain chain) {
      return null;
    }
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
