package io.llmgw.core.pace;

import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A grant that was taken for an attempt that came to nothing is there again, uncharged. */
class UnusedGrantTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final ChatRequest DEAR = ChatRequest.of("Why is the sea so dear?");
  private static final Duration ATTEMPT = Duration.ofSeconds(7);

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  private LlmClientBuilder client(TargetLimits limits, ScriptedProvider provider) {
    return LlmClient.builder()
        .provider(provider)
        .alias("smart", target("fake/m").limits(limits))
        .defaultModel("smart")
        .retries(Retries.none())
        .closeGrace(Duration.ZERO);
  }

  @Test
  @Fault("F118")
  void whatALinkRefusesIsNotCharged() {
    fake.always("blue");
    TargetLimits one = TargetLimits.perTarget().concurrency(1).requestsPerMinute(1);
    try (LlmClient llm = client(one, fake).time(time).use(new Thrift()).build()) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> llm.chat(DEAR)).hasMessage("too dear");
      }

      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
    }
  }

  /** Refuses some requests after their attempt has begun, and before it counts. */
  private static final class Thrift implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("thrift").in(Slot.SPEND);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.request().content().equals(DEAR.content())) {
        throw LlmException.of(ErrorKind.BUDGET, "too dear").build();
      }
      return chain.proceed(chain.request());
    }
  }

  @Test
  @Fault({"I6", "I14"})
  void whatTheBreakerRefusesByTheTimeOfItsTurnHoldsNothing() {
    Gate fifth = Gate.closed();
    for (int i = 0; i < 4; i++) {
      fake.fails(ErrorKind.SERVER);
    }
    fake.answers(script -> script.waitFor(fifth).fail(ErrorKind.SERVER)).always("blue");
    try (LlmClient llm = client(TargetLimits.perTarget().concurrency(1), fake).time(time).build()) {
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> llm.chat(QUESTION)).isInstanceOf(LlmException.class);
      }
      CompletableFuture<ChatResponse> last = llm.chatAsync(QUESTION);
      fifth.awaitArrivals(1);
      CompletableFuture<ChatResponse> waiting = llm.chatAsync(QUESTION);
      time.awaitSleepers(1);

      fifth.open();

      assertThatThrownBy(last::join).hasCauseInstanceOf(LlmException.class);
      assertThatThrownBy(waiting::join).hasMessageContaining("its breaker is open");
      time.advance(Duration.ofSeconds(5));
      assertThat(llm.explain(QUESTION).skipped()).isEmpty();
      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
    }
  }

  @Test
  @Fault("I6")
  void anAttemptWhoseClockCannotBeSetHoldsNothing() {
    List<AttemptRecord> ends = new ArrayList<>();
    fake.always("blue");
    try (LlmClient llm =
        client(TargetLimits.perTarget().concurrency(1), fake)
            .time(new Clockless(time))
            .timeouts(Timeouts.attempt(ATTEMPT))
            .observe(call -> outcome -> ends.addAll(outcome.served().attempts()))
            .build()) {
      assertThatThrownBy(() -> llm.chat(QUESTION)).isInstanceOf(OutOfMemoryError.class);

      assertThat(ends).hasSize(1).noneMatch(attempt -> attempt.state() == AttemptState.RUNNING);
      assertThat(llm.explain(QUESTION).skipped()).isEmpty();
    }
  }

  @Test
  @Fault("I14")
  void aProbeWhoseClockCannotBeSetMakesRoomForTheNext() {
    for (int i = 0; i < 5; i++) {
      fake.fails(ErrorKind.SERVER);
    }
    fake.always("blue");
    TargetLimits many = TargetLimits.perTarget().concurrency(9);
    try (LlmClient llm = client(many, fake).time(new Clockless(time)).build()) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> llm.chat(QUESTION)).isInstanceOf(LlmException.class);
      }
      time.advance(Duration.ofSeconds(5));
      assertThatThrownBy(() -> llm.chat(QUESTION.with(Timeouts.attempt(ATTEMPT))))
          .isInstanceOf(OutOfMemoryError.class);

      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
    }
  }

  /** A clock of a JVM that has no thread left for the alarm of an attempt. */
  private static final class Clockless extends ForwardingTime {
    Clockless(VirtualTime time) {
      super(time);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (delay.equals(ATTEMPT)) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return super.schedule(delay, task);
    }
  }
}
