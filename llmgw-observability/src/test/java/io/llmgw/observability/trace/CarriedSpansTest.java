package io.llmgw.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The span that is carried to a thread of the host's pool, and what is left on it. */
class CarriedSpansTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Traces traces = new Traces();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Queue<Runnable> queue = new ArrayDeque<>();

  @BeforeEach
  void answer() {
    leaks.of(fake);
    fake.always("blue");
  }

  private LlmClient client() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .executor(queue::add)
        .use(Tracing.of(traces.registry()))
        .build();
  }

  @Test
  void aHandlerThatThrowsAsItIsPutThereLeavesNothingOnTheThread() {
    Throwing handler = new Throwing();
    traces.registry().observationConfig().observationHandler(handler);
    try (LlmClient llm = client()) {
      CompletableFuture<?> answer = ask(llm);

      handler.throwing = true;
      queue.remove().run(); // this thread has come back from the request: it is one of a pool

      assertThat(answer).isCompleted();
      assertThat(Span.current().getSpanContext().isValid()).isFalse();
      assertThat(traces.registry().getCurrentObservationScope()).isNull();
    }
  }

  @Test
  void aCallOutsideOfAnySpanDoesNotBelongToWhatItFindsOnItsThread() {
    try (LlmClient llm = client()) {
      CompletableFuture<?> answer = llm.chatAsync(QUESTION);

      traces.inside(
          "of somebody else",
          () -> {
            String before = Span.current().getSpanContext().getSpanId();
            queue.remove().run();
            assertThat(Span.current().getSpanContext().getSpanId()).isEqualTo(before);
          });

      assertThat(answer).isCompleted();
      assertThat(traces.tree())
          .isEqualTo(
              """
              of somebody else [INTERNAL]
              llmgw chat [INTERNAL]
                chat scripted-1 [CLIENT]
              """);
    }
  }

  @Test
  void aSpanOfTheHostThatIsNoObservationStaysWhereItIs() {
    try (LlmClient llm = client()) {
      CompletableFuture<?> answer = llm.chatAsync(QUESTION);

      traces.insideASpan("carried by the host itself", () -> queue.remove().run());

      assertThat(answer).isCompleted();
      assertThat(traces.tree())
          .isEqualTo(
              """
              carried by the host itself [INTERNAL]
                llmgw chat [INTERNAL]
                  chat scripted-1 [CLIENT]
              """);
    }
  }

  private CompletableFuture<?> ask(LlmClient llm) {
    Queue<CompletableFuture<?>> asked = new ArrayDeque<>();
    traces.inside("request", () -> asked.add(llm.chatAsync(QUESTION)));
    return asked.remove();
  }

  /** Registered last, so that the span is current already when it throws. */
  private static final class Throwing implements ObservationHandler<Observation.Context> {
    private boolean throwing;

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      if (throwing) {
        throw new IllegalStateException("thrown as a scope is opened");
      }
    }
  }
}
