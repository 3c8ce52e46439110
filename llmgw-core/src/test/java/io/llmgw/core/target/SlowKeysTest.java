package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.Explanation;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key source that waits for somebody is a part of the call that waits for it. */
@Fault({"F089", "F090"})
class SlowKeysTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final Gate answer = Gate.closed();
  private final ScriptedProvider first = ScriptedProvider.named("first").always("blue");
  private final ScriptedProvider second = ScriptedProvider.named("second").always("from the spare");

  /** Keys that come when the gate is opened. */
  private final class Slow implements KeySource {
    private final boolean told;

    Slow(boolean told) {
      this.told = told;
    }

    @Override
    public List<ApiKey> keysFor(Caller caller) {
      try {
        answer.pass();
        return List.of(ApiKey.of("a", "secret-a"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean isReady(Caller caller) {
      return !told || answer.isOpen();
    }
  }

  private LlmClient client(KeySource keys, Timeouts timeouts) {
    return builder(keys).timeouts(timeouts).build();
  }

  private LlmClientBuilder builder(KeySource keys) {
    return LlmClient.builder()
        .provider(leaks.of(first.with(keys)))
        .provider(leaks.of(second))
        .alias("any", Route.ordered(first.target(), second.target()))
        .defaultModel(first.model())
        .closeGrace(Duration.ZERO)
        .time(time);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "STREAM"}) // who cancels by the others is told nothing
  void aCancelEndsTheWait(Door door) {
    try (LlmClient llm = client(new Slow(true), Timeouts.none())) {
      Visit visit = door.enter(llm, QUESTION);
      answer.awaitArrivals(1);

      visit.cancel();

      assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
      assertThat(first.received()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theClockOfTheCallEndsTheWait(boolean told) {
    try (LlmClient llm = client(new Slow(told), Timeouts.total(SECOND))) {
      Visit visit = Door.CHAT.enter(llm, QUESTION);
      answer.awaitArrivals(1);

      time.advance(SECOND);

      assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Fault("F094")
  void theCloseOfTheClientEndsTheWait(boolean told) {
    LlmClient llm = client(new Slow(told), Timeouts.none());
    Visit visit = Door.CHAT_ASYNC.enter(llm, QUESTION);
    answer.awaitArrivals(1);

    llm.close();

    assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
  }

  /** Where a target has limits, its keys are looked at before it is chosen. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Fault("F094")
  void theCloseOfTheClientEndsALookAtKeysThatHangs(boolean hangsInIsReady) {
    LlmClient llm = limited(new Hanging(hangsInIsReady), Timeouts.none());
    Visit visit = Door.CHAT_ASYNC.enter(llm, QUESTION.withModel("limited"));
    answer.awaitArrivals(1);

    llm.close();

    assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(first.received()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theClockOfTheCallEndsALookAtKeysThatHangs(boolean hangsInIsReady) {
    try (LlmClient llm = limited(new Hanging(hangsInIsReady), Timeouts.total(SECOND))) {
      Visit visit = Door.CHAT.enter(llm, QUESTION.withModel("limited"));
      answer.awaitArrivals(1);

      time.advance(SECOND);

      assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
    }
  }

  private LlmClient limited(KeySource keys, Timeouts timeouts) {
    Target limited = first.target().limits(TargetLimits.perKey().concurrency(1));
    return builder(keys).alias("limited", limited).timeouts(timeouts).build();
  }

  /** Says that it is there at once, and is not. */
  private final class Hanging implements KeySource {
    private final boolean inIsReady;

    Hanging(boolean inIsReady) {
      this.inIsReady = inIsReady;
    }

    @Override
    public List<ApiKey> keysFor(Caller caller) {
      return new Slow(false).keysFor(caller);
    }

    @Override
    public boolean isReady(Caller caller) {
      return !inIsReady || !keysFor(caller).isEmpty();
    }
  }

  @Test
  void aClockOfTheAttemptEndsTheWaitAndAnotherTargetAnswers() {
    Timeouts clocks = Timeouts.firstToken(SECOND).attempt(SECOND.multipliedBy(2));
    try (LlmClient llm = client(new Slow(true), clocks)) {
      Visit visit = Door.CHAT.enter(llm, QUESTION.withModel("any"));
      answer.awaitArrivals(1);

      time.advance(SECOND);

      assertThat(visit.await().text()).isEqualTo("from the spare");
      assertThat(first.received()).isZero();
    }
  }

  @Test
  void whatMayPassIsToldAsItIs() {
    KeySource failing =
        caller -> {
          throw LlmException.of(ErrorKind.CONNECT, "nobody is there").build();
        };
    try (LlmClient llm = client(failing, Timeouts.none())) {
      assertThat(Door.CHAT.open(llm, QUESTION).errorKind()).isEqualTo(ErrorKind.CONNECT);
      assertThat(Door.CHAT.open(llm, QUESTION.withModel("any")).text()).isEqualTo("from the spare");
    }
  }

  @Test
  void explainingWaitsForNobody() {
    try (LlmClient llm = client(new Slow(true), Timeouts.none())) {
      Explanation plan = llm.explain(QUESTION);

      assertThat(plan.plan()).extracting(Explanation.Step::keyAlias).containsExactly((String) null);
      assertThat(plan.skipped())
          .containsExactly(
              new Explanation.Skipped(
                  first.model() + " key",
                  "is not known yet: the first call asks its source for it"));
      assertThat(answer.arrivals()).isZero();

      answer.open();

      assertThat(llm.explain(QUESTION).plan())
          .extracting(Explanation.Step::keyAlias)
          .containsExactly("a");
    }
  }
}
