package io.llmgw.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmTimeoutException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The spans of a call: who is in whom, and how each ended. */
class SpanTreeTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration DELAY = Duration.ofMillis(100);
  private static final String INSIDE_A_REQUEST =
      """
      request [INTERNAL]
        llmgw chat [INTERNAL]
          chat scripted-1 [CLIENT]
      """;
  private static final String[] SHOWN = {
    "llmgw.outcome", "error.type", "llmgw.cancelled_by", "llmgw.attempt.cause"
  };

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Traces traces = new Traces();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");

  @BeforeEach
  void watch() {
    leaks.of(a);
    leaks.of(b);
  }

  private LlmClientBuilder builder() {
    return builder(VirtualTime.skipping());
  }

  private LlmClientBuilder builder(VirtualTime time) {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .alias("both", Route.ordered(a.target(), b.target()))
        .defaultModel(a.model())
        .time(time)
        .closeGrace(Duration.ZERO)
        .use(Tracing.of(traces.registry()));
  }

  @Test
  void success() {
    a.answers("blue");

    try (LlmClient llm = builder().build()) {
      traces.inside("request", () -> llm.chat(QUESTION));
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            request [INTERNAL]
              llmgw chat [INTERNAL] llmgw.outcome=success
                chat scripted-1 [CLIENT] llmgw.outcome=success llmgw.attempt.cause=first
            """);
  }

  @Test
  void retry() {
    a.fails(ErrorKind.OVERLOADED).answers("blue");

    try (LlmClient llm = builder().build()) {
      llm.chat(QUESTION);
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            llmgw chat [INTERNAL] llmgw.outcome=success
              chat scripted-1 [CLIENT error] llmgw.outcome=failure error.type=overloaded llmgw.attempt.cause=first
              chat scripted-1 [CLIENT] llmgw.outcome=success llmgw.attempt.cause=repeat
            """);
  }

  @Test
  void failover() {
    a.fails(ErrorKind.MODEL_NOT_FOUND);
    b.answers("blue");

    try (LlmClient llm = builder().build()) {
      llm.chat(QUESTION.withModel("both"));
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            llmgw chat [INTERNAL] llmgw.outcome=success
              chat scripted-1 [CLIENT error] llmgw.outcome=failure error.type=model_not_found llmgw.attempt.cause=first
              chat scripted-1 [CLIENT] llmgw.outcome=success llmgw.attempt.cause=failover
            """);
  }

  @Test
  void hedge() {
    a.answers(script -> script.hang());
    b.answers("blue");

    VirtualTime time = VirtualTime.create();
    try (LlmClient llm = builder(time).hedging(Hedging.after(DELAY).share(1)).build()) {
      CompletableFuture<ChatResponse> asked = llm.chatAsync(QUESTION.withModel("both"));
      a.awaitReceived(1);
      time.awaitDueIn(DELAY);
      time.advance(DELAY);
      assertThat(asked.join().text()).isEqualTo("blue");
      a.awaitNoOpenStreams();
    }

    Patience.until("three spans", () -> traces.spans().size() == 3);
    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            llmgw chat [INTERNAL] llmgw.outcome=success
              chat scripted-1 [CLIENT] llmgw.outcome=cancelled llmgw.cancelled_by=lost llmgw.attempt.cause=first
              chat scripted-1 [CLIENT] llmgw.outcome=success llmgw.attempt.cause=hedge
            """);
  }

  @Test
  void failure() {
    a.fails(ErrorKind.INVALID_REQUEST);

    try (LlmClient llm = builder().build()) {
      catchThrowable(() -> llm.chat(QUESTION));
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            llmgw chat [INTERNAL error] llmgw.outcome=failure error.type=invalid_request
              chat scripted-1 [CLIENT error] llmgw.outcome=failure error.type=invalid_request llmgw.attempt.cause=first
            """);
  }

  @Test
  void streamThatIsCancelledMidway() {
    Gate never = Gate.closed();
    a.answers(script -> script.text("bl").waitFor(never));

    try (LlmClient llm = builder().build()) {
      try (ChatStream stream = llm.stream(QUESTION)) {
        stream.next();
        assertThat(traces.spans()).as("a stream that is open has not ended").isEmpty();
      }
      Patience.until("two spans", () -> traces.spans().size() == 2);
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            llmgw chat [INTERNAL] llmgw.outcome=cancelled llmgw.cancelled_by=caller
              chat scripted-1 [CLIENT] llmgw.outcome=cancelled llmgw.cancelled_by=caller llmgw.attempt.cause=first
            """);
  }

  @Test
  void callWhoseTimeIsOver() {
    Gate never = Gate.closed();
    a.answers(script -> script.waitFor(never));
    VirtualTime time = VirtualTime.create();

    try (LlmClient llm = builder(time).timeouts(Timeouts.total(DELAY)).build()) {
      CompletableFuture<ChatResponse> asked = llm.chatAsync(QUESTION);
      never.awaitArrivals(1);
      time.advance(DELAY);
      assertThat(catchThrowable(asked::join)).hasCauseInstanceOf(LlmTimeoutException.class);
      Patience.until("two spans", () -> traces.spans().size() == 2);
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            llmgw chat [INTERNAL error] llmgw.outcome=cancelled error.type=deadline llmgw.cancelled_by=deadline
              chat scripted-1 [CLIENT error] llmgw.outcome=cancelled error.type=deadline llmgw.cancelled_by=deadline llmgw.attempt.cause=first
            """);
  }

  @Test
  void streamThatItsReaderForgot() {
    a.answers(script -> script.text("bl").hang());
    VirtualTime time = VirtualTime.create();

    try (LlmClient llm = builder(time).timeouts(Timeouts.total(Duration.ofHours(1))).build();
        ChatStream stream = llm.stream(QUESTION)) {
      stream.next();
      time.advance(Duration.ofMinutes(10).plusSeconds(1));
      Patience.until("two spans", () -> traces.spans().size() == 2);
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            llmgw chat [INTERNAL error] llmgw.outcome=cancelled error.type=leaked llmgw.cancelled_by=leaked
              chat scripted-1 [CLIENT error] llmgw.outcome=cancelled error.type=leaked llmgw.cancelled_by=leaked llmgw.attempt.cause=first
            """);
  }

  record City(String name) {}

  @Test
  void toolRounds() {
    a.answers(
            script ->
                script
                    .toolCall("c1", "weather", "{\"name\":\"Oslo\"}")
                    .completed(FinishReason.TOOL_CALLS))
        .answers("rain");
    Tool weather =
        Tool.of(
            "weather",
            "of a city",
            City.class,
            city -> {
              traces.inside("tool", () -> {});
              return "rain";
            });

    try (LlmClient llm = builder().build()) {
      traces.inside("request", () -> llm.prompt("Rain?").tools(weather).send());
    }

    assertThat(traces.tree(SHOWN))
        .isEqualTo(
            """
            request [INTERNAL]
              llmgw chat [INTERNAL] llmgw.outcome=success
                chat scripted-1 [CLIENT] llmgw.outcome=success llmgw.attempt.cause=first
              tool [INTERNAL]
              llmgw chat [INTERNAL] llmgw.outcome=success
                chat scripted-1 [CLIENT] llmgw.outcome=success llmgw.attempt.cause=first
            """);
    assertThat(traces.spans().stream().map(this::run).filter(id -> !id.isEmpty()).distinct())
        .as("both rounds say which run they are of")
        .hasSize(1);
  }

  private String run(SpanData span) {
    String id = span.getAttributes().get(AttributeKey.stringKey("llmgw.run_id"));
    return id == null ? "" : id;
  }

  @Test
  void internalCall() {
    a.always("fine");

    try (LlmClient llm = builder().use(new Judge()).build()) {
      llm.chat(QUESTION);
    }

    assertThat(traces.tree("llmgw.purpose"))
        .isEqualTo(
            """
            llmgw chat [INTERNAL] llmgw.purpose=application
              llmgw chat [INTERNAL] llmgw.purpose=judge
                chat scripted-1 [CLIENT]
              chat scripted-1 [CLIENT]
            """);
  }

  @Test
  void internalCallThatIsMadeWhenNothingIsCurrent() {
    a.always("fine");

    try (LlmClient llm = builder().use(new LateJudge()).build();
        ChatStream stream = llm.stream(QUESTION)) {
      stream.forEach(event -> {});
    }

    assertThat(traces.tree("llmgw.purpose"))
        .isEqualTo(
            """
            llmgw chat [INTERNAL] llmgw.purpose=application
              chat scripted-1 [CLIENT]
              llmgw chat [INTERNAL] llmgw.purpose=judge
                chat scripted-1 [CLIENT]
            """);
  }

  @Test
  void async() throws Exception {
    a.answers("blue");

    try (LlmClient llm = builder().retries(Retries.none()).build()) {
      traces.inside("request", () -> llm.chatAsync(QUESTION).join());
    }

    assertThat(traces.tree()).isEqualTo(INSIDE_A_REQUEST);
  }

  @Test
  void publish() {
    a.answers("blue");
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.unbounded();

    try (LlmClient llm = builder().retries(Retries.none()).build()) {
      traces.inside("request", () -> llm.publish(QUESTION).subscribe(subscriber));
      subscriber.awaitEnd();
    }

    assertThat(traces.tree()).isEqualTo(INSIDE_A_REQUEST);
  }

  @Test
  void whatRunsInsideAnAttemptIsItsChild() {
    a.answers(script -> script.run(() -> traces.inside("exchange", () -> {})).text("blue"));

    try (LlmClient llm = builder().build()) {
      llm.chat(QUESTION);
    }

    assertThat(traces.tree())
        .isEqualTo(
            """
            llmgw chat [INTERNAL]
              chat scripted-1 [CLIENT]
                exchange [INTERNAL]
            """);
    assertThat(traces.registry().getCurrentObservation()).isNull();
  }

  /** Asks a model about each prompt. */
  private static final class Judge implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("judge").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.context().purpose().equals(Purpose.APPLICATION)) {
        chain.internal(Purpose.of("judge"), QUESTION);
      }
      return chain.proceed(chain.request());
    }
  }

  /** Asks a model about each answer, when it is whole. */
  private static final class LateJudge implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("late-judge").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream inner = chain.proceed(chain.request());
      if (!chain.context().purpose().equals(Purpose.APPLICATION)) {
        return inner;
      }
      return new EventStream() {
        @Override
        public @Nullable LlmEvent next() {
          LlmEvent event = inner.next();
          if (event instanceof Completed) {
            chain.internal(Purpose.of("judge"), QUESTION);
          }
          return event;
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }
  }
}
