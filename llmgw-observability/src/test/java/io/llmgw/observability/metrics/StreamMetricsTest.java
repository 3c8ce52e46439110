package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Holding;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.Semconv;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of answers after their first content. */
class StreamMetricsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  private LlmClientBuilder builder(VirtualTime time, Semconv semconv) {
    return LlmClient.builder()
        .provider(leaks.of(fake))
        .defaultModel(fake.model())
        .time(time)
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .use(Metrics.to(registry).semconv(semconv));
  }

  @ParameterizedTest
  @CsvSource({"V1_41, operation", "LATEST, inference"})
  void furtherPiecesHaveTheTimeOfTheirAverage(Semconv semconv, String word) {
    VirtualTime time = VirtualTime.skipping();
    fake.answers(
        script ->
            script
                .run(() -> time.advance(Duration.ofSeconds(1)))
                .text("b")
                .run(() -> time.advance(Duration.ofSeconds(3)))
                .text("l")
                .run(() -> time.advance(Duration.ofSeconds(5)))
                .text("ue"));

    try (LlmClient llm = builder(time, semconv).build();
        ChatStream stream = llm.stream(QUESTION)) {
      stream.forEach(event -> {});
    }

    Timer timer = registry.get("gen_ai.client." + word + ".time_per_output_chunk").timer();
    assertThat(timer.count()).isOne();
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(4);
  }

  @Test
  void reasoningThatNobodyWasShownIsNoPartOfTheTimePerOutputToken() {
    assertThat(microsPerToken(script -> script)).isCloseTo(3_000_000 / 9.0, Offset.offset(1.0));
  }

  @Test
  void reasoningWithoutTextIsNoneEither() {
    LlmEvent empty = new ReasoningDelta(1, "");
    assertThat(microsPerToken(script -> script.text("b").events(empty)))
        .isCloseTo(3_000_000 / 9.0, Offset.offset(1.0));
  }

  @Test
  void reasoningThatWasShownIsAPartOfTheTimePerOutputToken() {
    assertThat(microsPerToken(script -> script.reasoning("hm")))
        .isCloseTo(3_000_000 / 39.0, Offset.offset(1.0));
  }

  private double microsPerToken(UnaryOperator<Script> thinking) {
    VirtualTime time = VirtualTime.skipping();
    Usage usage =
        Usage.builder()
            .reported(TokenKind.INPUT, 12)
            .reported(TokenKind.OUTPUT, 40)
            .reported(TokenKind.REASONING, 30)
            .build();
    fake.answers(
        script ->
            thinking
                .apply(script)
                .text("bl")
                .run(() -> time.advance(Duration.ofSeconds(3)))
                .text("ue")
                .usage(usage));

    try (LlmClient llm = builder(time, Semconv.V1_41).build();
        ChatStream stream = llm.stream(QUESTION)) {
      stream.forEach(event -> {});
    }
    Timer timer = registry.get("llmgw.request.time_per_output_token").timer();
    return timer.totalTime(TimeUnit.MICROSECONDS);
  }

  @Test
  void theTokensAreThoseOfTheAnswerThatWasHandedOut() {
    VirtualTime time = VirtualTime.skipping();
    fake.answers(script -> script.text("draft").usage(Usage.reported(12, 400)))
        .answers(
            script ->
                script
                    .text("bl")
                    .run(() -> time.advance(Duration.ofSeconds(3)))
                    .text("ue")
                    .usage(Usage.reported(12, 4)));

    try (LlmClient llm = builder(time, Semconv.V1_41).use(new Twice()).build();
        ChatStream stream = llm.stream(QUESTION)) {
      stream.forEach(event -> {});
    }

    Timer timer = registry.get("llmgw.request.time_per_output_token").timer();
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(1);
  }

  /** Asks again for what it hands out. */
  private static final class Twice implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("twice").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      try (EventStream draft = chain.proceed(chain.request())) {
        while (!(draft.next() instanceof Completed)) {
          continue;
        }
        draft.next();
      }
      return chain.proceed(chain.request());
    }
  }

  @Test
  void theTimeToTheFirstTokenIsNotThatOfItsReader() {
    VirtualTime time = VirtualTime.skipping();
    fake.answers(
        script ->
            script
                .run(() -> time.advance(Duration.ofSeconds(1)))
                .text("bl")
                .run(() -> time.advance(Duration.ofSeconds(3)))
                .text("ue")
                .usage(Usage.reported(12, 4)));

    try (LlmClient llm = builder(time, Semconv.V1_41).build();
        ChatStream stream = llm.stream(QUESTION)) {
      time.advance(Duration.ofSeconds(10));
      stream.next();
      stream.forEach(event -> {});
    }

    Timer first = registry.get("llmgw.request.time_to_first_token").timer();
    assertThat(first.totalTime(TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void whatALinkHoldsBackIsNotReadyBeforeItHandsItOut() {
    VirtualTime time = VirtualTime.skipping();
    fake.answers(
        script -> script.text("bl").run(() -> time.advance(Duration.ofSeconds(3))).text("ue"));

    try (LlmClient llm = builder(time, Semconv.V1_41).use(new Late()).build();
        ChatStream stream = llm.stream(QUESTION)) {
      time.advance(Duration.ofSeconds(10));
      stream.forEach(event -> {});
    }

    Timer first = registry.get("llmgw.request.time_to_first_token").timer();
    assertThat(first.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
  }

  /** Hands out the first piece with the second one. */
  private static final class Late implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("late").in(Slot.GUARD).holding(Holding.window(100));
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream inner = chain.proceed(chain.request());
      return new EventStream() {
        private @Nullable LlmEvent held;

        @Override
        public @Nullable LlmEvent next() {
          LlmEvent given = held == null ? inner.next() : held;
          held = null;
          if (given instanceof TextDelta) {
            held = inner.next();
          }
          return given;
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }
  }

  @Test
  void whatTheIdleClockEndsIsCounted() {
    VirtualTime time = VirtualTime.create();
    Gate never = Gate.closed();
    fake.answers(script -> script.text("bl").waitFor(never));

    try (LlmClient llm = builder(time, Semconv.V1_41).build()) {
      CompletableFuture<?> answer =
          llm.chatAsync(QUESTION.with(Timeouts.idle(Duration.ofSeconds(3))));
      never.awaitArrivals(1);
      time.advance(Duration.ofSeconds(3));
      assertThat(catchThrowable(answer::join)).isNotNull();
    }

    assertThat(
            registry.get("llmgw.stream.idle_timeout").tag("route", fake.model()).counter().count())
        .isOne();
  }

  @Test
  void whatAnotherClockEndsIsNoIdleTimeout() {
    VirtualTime time = VirtualTime.create();
    Gate never = Gate.closed();
    fake.answers(script -> script.text("bl").waitFor(never));
    Timeouts clocks = Timeouts.idle(Duration.ofSeconds(3)).attempt(Duration.ofSeconds(2));

    try (LlmClient llm = builder(time, Semconv.V1_41).build()) {
      CompletableFuture<?> answer = llm.chatAsync(QUESTION.with(clocks));
      never.awaitArrivals(1);
      time.advance(Duration.ofSeconds(2));
      assertThat(catchThrowable(answer::join)).isNotNull();
    }

    assertThat(registry.find("llmgw.stream.idle_timeout").counter()).isNull();
  }
}
