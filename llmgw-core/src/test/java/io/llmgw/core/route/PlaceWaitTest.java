package io.llmgw.core.route;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider says of waits for places of this process is not held against its target. */
class PlaceWaitTest {
  private static final ChatRequest QUESTION =
      ChatRequest.of("q").withModel("both").with(Timeouts.firstToken(ofSeconds(1)));

  private final VirtualTime time = VirtualTime.create();
  private Duration connecting = Duration.ZERO;

  @BeforeEach
  void someTimeHasPassed() {
    time.advance(ofSeconds(77));
  }

  @Test
  void theFasterTargetIsChosenHoweverLongItsCallsWaitForPlaces() {
    Provider crowded = new Crowded("crowded", ofMillis(600), ofMillis(10));
    Provider slow = new Crowded("slow", Duration.ZERO, ofMillis(300));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(crowded)
            .provider(slow)
            .alias("both", Route.balanced(Strategy.fastest(), to("crowded"), to("slow")))
            .time(time)
            .retries(Retries.none())
            .build()) {
      for (int i = 0; i < 4; i++) { // until both are known
        llm.stream(QUESTION).response();
      }

      Set<String> chosen = new HashSet<>();
      for (int i = 0; i < 4; i++) { // few, as what is known fades
        chosen.add(llm.stream(QUESTION).response().served().target());
      }

      assertThat(chosen).containsExactly("crowded/m");
    }
  }

  @Test
  void severalWaitsOfAnAttemptAddUp() {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(new Crowded("crowded", ofSeconds(5), ofMillis(10)))
            .alias("both", "crowded/m")
            .time(time)
            .retries(Retries.none())
            .build()) {
      ChatResponse response = llm.chat(QUESTION);

      assertThat(response.served().trail())
          .extracting(TrailEntry::note)
          .containsExactly(
              "waited 2500 ms for a place (a limit of 1)",
              "waited 5000 ms for a place (another of 2)");
    }
  }

  @Test
  void aWaitOfLessThanAMillisecondIsNotWorthANote() {
    ChatResponse response = ask(ofMillis(1), ofMillis(10), Timeouts.firstToken(ofSeconds(1)));

    assertThat(response.served().trail())
        .extracting(TrailEntry::note)
        .containsExactly("waited 1 ms for a place (another of 2)");
  }

  @Test
  void theTotalSaysWhatTheCallWaitedForAtLast() {
    LlmException failure = failure(ofSeconds(5), ofMillis(10), Timeouts.total(ofMillis(2500)));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure)
        .hasMessageContaining("at last waited 2500 ms for a place (a limit of 1): raise either");
  }

  @Test
  void theTotalSaysNothingOfAWaitThatIsOver() {
    LlmException failure = failure(ofSeconds(1), ofSeconds(9), Timeouts.total(ofSeconds(5)));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageEndingWith("total of PT5S: raise it or choose a faster target");
  }

  @Test
  void theClockOfAnAttemptThatNeverHadItsPlaceBlamesThisProcess() {
    LlmException failure = failure(ofSeconds(5), ofMillis(10), Timeouts.attempt(ofMillis(2500)));

    assertThat(failure.kind()).isEqualTo(ErrorKind.LOCAL_RESOURCE);
    assertThat(failure).hasMessageContaining("waited 2500 ms for a place (a limit of 1)");
    assertThat(failure.attempts()).extracting(AttemptRecord::possiblyBilled).containsExactly(false);
  }

  @Test
  void theClockOfAnAttemptThatHadItsPlaceBlamesTheTarget() {
    LlmException failure = failure(ofSeconds(1), ofSeconds(9), Timeouts.attempt(ofSeconds(5)));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("after it had waited 1000 ms for a place");
    assertThat(failure.attempts()).extracting(AttemptRecord::possiblyBilled).containsExactly(true);
  }

  @Test
  void theFirstTokenIsWaitedForFromTheSendingOn() {
    assertThat(ask(ofSeconds(5), ofMillis(999), Timeouts.firstToken(ofSeconds(1))).text())
        .isEqualTo("blue");

    LlmException failure =
        failure(ofMillis(5_002), ofSeconds(1), Timeouts.firstToken(ofSeconds(1)));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("first token clock of PT1S ran out, after it had");
  }

  @Test
  void andFromThePlaceOnWhereNothingIsSentYet() {
    connecting = ofMillis(999);
    assertThat(ask(ofMillis(5_002), ofMillis(10), Timeouts.firstToken(ofSeconds(1))).text())
        .isEqualTo("blue");
    connecting = ofSeconds(1);

    LlmException failure = failure(ofSeconds(5), ofMillis(10), Timeouts.firstToken(ofSeconds(1)));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure.attempts()).extracting(AttemptRecord::possiblyBilled).containsExactly(false);
  }

  private LlmException failure(Duration line, Duration answer, Timeouts clocks) {
    return catchThrowableOfType(LlmException.class, () -> ask(line, answer, clocks));
  }

  private ChatResponse ask(Duration line, Duration answer, Timeouts clocks) {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(new Crowded("crowded", line, answer))
            .defaultModel("crowded/m")
            .time(time)
            .retries(Retries.none())
            .build()) {
      return llm.chat(ChatRequest.of("q").with(clocks));
    }
  }

  private static Route to(String provider) {
    return Route.target(provider + "/m");
  }

  /** A provider before whose doors calls stand in line, at two of them for half the time each. */
  private final class Crowded implements Provider {
    private final String name;
    private final Duration line;
    private final Duration answer;

    Crowded(String name, Duration line, Duration answer) {
      this.name = name;
      this.line = line;
      this.answer = answer;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT);
    }

    @Override
    public EventStream open(ProviderCall call) {
      for (String limit : List.of("a limit of 1", "another of 2")) {
        call.waitsFor(() -> limit);
        time.advance(line.dividedBy(2));
        call.cancellation().throwIfCancelled(); // who is told to stop leaves the line
        call.goesOn();
      }
      time.advance(connecting);
      call.cancellation().throwIfCancelled();
      call.sent();
      time.advance(answer);
      return EventStreams.of(
          List.of(
              Started.inProcess(),
              new TextDelta(0, "blue"),
              new Completed(FinishReason.STOP, Usage.reported(1, 1))));
    }
  }
}
