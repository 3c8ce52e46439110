package io.llmgw.core.client;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.Alarm;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.PausingTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The process stands still for half a minute, and the clocks have jumped when it goes on. */
@Fault("F099")
class ProcessPauseTest {
  private static final Duration PAUSE = ofSeconds(30);
  private static final Duration LIMIT = ofSeconds(20);
  private static final Timeouts ALL_CLOCKS =
      Timeouts.firstToken(LIMIT).idle(LIMIT).leastProgress(1, LIMIT).attempt(LIMIT).total(LIMIT);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final PausingTime time = new PausingTime();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .retries(Retries.none())
          .use(tap)
          .time(time)
          .closeGrace(Duration.ZERO)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  static Stream<Arguments> clocksOfAllDoors() {
    List<Timeouts> clocks =
        List.of(
            Timeouts.firstToken(LIMIT),
            Timeouts.idle(LIMIT),
            Timeouts.leastProgress(3, LIMIT),
            Timeouts.attempt(LIMIT),
            Timeouts.total(LIMIT));
    return Stream.of(Door.values())
        .flatMap(door -> clocks.stream().map(clock -> Arguments.of(door, clock)));
  }

  @ParameterizedTest
  @MethodSource("clocksOfAllDoors")
  void anAnswerThatCameDuringThePauseIsRead(Door door, Timeouts clock) {
    Gate unread = Gate.closed();
    fake.answers(beginning(clock).andThen(script -> script.waitFor(unread).text("blue")));
    Visit visit = door.enter(llm, ChatRequest.of("q").with(clock));
    unread.awaitArrivals(1);

    time.pause(PAUSE);
    unread.open();

    assertThat(visit.await().text()).endsWith("blue");
    time.advance(Alarm.MOMENT);
    assertThat(tap.awaitOutcome()).isInstanceOf(Outcome.Success.class);
  }

  @ParameterizedTest
  @MethodSource("clocksOfAllDoors")
  void aProviderThatStaysSilentAfterThePauseIsGivenAMomentOnly(Door door, Timeouts clock) {
    Gate never = Gate.closed();
    fake.answers(beginning(clock).andThen(script -> script.waitFor(never)));
    Visit visit = door.enter(llm, ChatRequest.of("q").with(clock));
    never.awaitArrivals(1);

    time.pause(PAUSE);
    time.advance(Alarm.MOMENT.minusNanos(1));
    assertThat(visit.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));

    assertThat(visit.await().errorKind()).isEqualTo(ErrorKind.TIMEOUT);
  }

  @ParameterizedTest
  @EnumSource
  void nothingHappensToCallsThatHaveEnded(Door door) {
    fake.always("blue");
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      visits.add(door.enter(llm, ChatRequest.of("q").with(ALL_CLOCKS)));
    }
    visits.forEach(Visit::await);
    List<Outcome> before = tap.awaitOutcomes(50);

    time.pause(PAUSE);
    time.advance(Alarm.MOMENT);

    assertThat(before).hasSize(50).allMatch(Outcome.Success.class::isInstance);
    assertThat(tap.outcomes()).isEqualTo(before);
    assertThat(time.tasks()).isZero();
  }

  /** The clocks of progress run from the first content on. */
  private static Consumer<Script> beginning(Timeouts clock) {
    boolean progress = clock.idle() != null || clock.leastProgress() != null;
    return script -> {
      if (progress) {
        script.text("sky: ");
      }
    };
  }
}
