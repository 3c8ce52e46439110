package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an observer of attempts does, its calls end as they would without it. */
class CarelessObserverTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String SECRET = "a message with text of the call";

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.skipping();
  private final PrintStream console = System.err;

  @AfterEach
  void restore() {
    System.setErr(console);
  }

  /** What it is asked when it throws. */
  enum Moment {
    BEGIN,
    ENTER_CALL,
    LEAVE_CALL,
    ATTEMPT,
    ENTER,
    LEAVE,
    HEADERS,
    FIRST_TOKEN,
    CONTENT,
    OUTCOME,
    CALL_OUTCOME
  }

  private LlmClient client(CallObserver observer, Diary diary) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .retries(Retries.none())
        .time(time)
        .observe(observer)
        .observe(diary)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F153")
  void oneThatThrowsChangesNothingAndKeepsNobodyElseFromHearing(Moment moment) {
    fake.answers("blue").fails(ErrorKind.SERVER);
    Diary diary = new Diary();

    try (LlmClient llm = client(new Careless(moment, SECRET), diary)) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
      LlmException failure = (LlmException) catchThrowable(() -> llm.chat(QUESTION));
      assertThat(failure.kind()).isEqualTo(ErrorKind.SERVER);
    }

    assertThat(fake.received()).isEqualTo(2);
    assertThat(diary.lines)
        .containsExactly(
            "call",
            "1 FIRST fake/scripted-1",
            "1 first token",
            "content",
            "1 SUCCEEDED",
            "end",
            "call",
            "1 FIRST fake/scripted-1",
            "1 FAILED",
            "end");
  }

  @ParameterizedTest
  @EnumSource(names = {"BEGIN", "OUTCOME"})
  @Fault({"F153", "F160"})
  void oneThatThrowsInEachCallIsComplainedOfOnceAMinuteWithoutItsWords(Moment moment) {
    fake.always("blue");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));

    try (LlmClient llm = client(new Careless(moment, SECRET), new Diary())) {
      for (int i = 0; i < 100; i++) {
        llm.chat(QUESTION);
      }
      time.advance(Duration.ofMinutes(1));
      llm.chat(QUESTION);
    }

    assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("Careless")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).doesNotContain(SECRET))
        .last()
        .asString()
        .contains(IllegalStateException.class.getName() + ": 100 times of late");
  }

  @Test
  @Fault("F153")
  void oneThatBlocksHoldsItsOwnCallAloneAndChangesNothingOfIt() throws InterruptedException {
    fake.always("blue");
    Gate gate = Gate.closed();
    String[] answer = new String[1];

    try (LlmClient llm = client(new Blocking(gate), new Diary())) {
      Thread first = new Thread(() -> answer[0] = llm.prompt("first").text());
      first.start();
      gate.awaitArrivals(1);

      assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");

      gate.open();
      first.join();
    }
    assertThat(answer[0]).isEqualTo("blue");
  }

  private record Careless(Moment moment, String words) implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      throwIf(Moment.BEGIN);
      return new Observation() {
        @Override
        public Restored enter() {
          throwIf(Moment.ENTER_CALL);
          return () -> throwIf(Moment.LEAVE_CALL);
        }

        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          throwIf(Moment.ATTEMPT);
          return new CarelessWatch();
        }

        @Override
        public void onContent(int characters) {
          throwIf(Moment.CONTENT);
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {
          throwIf(Moment.CALL_OUTCOME);
        }
      };
    }

    private void throwIf(Moment now) {
      if (now == moment) {
        throw new IllegalStateException(words);
      }
    }

    private final class CarelessWatch implements AttemptObservation {
      @Override
      public Restored enter() {
        throwIf(Moment.ENTER);
        return () -> throwIf(Moment.LEAVE);
      }

      @Override
      public void addHeaders(BiConsumer<String, String> headers) {
        throwIf(Moment.HEADERS);
      }

      @Override
      public void onFirstToken() {
        throwIf(Moment.FIRST_TOKEN);
      }

      @Override
      public void onOutcome(ObservedAttemptOutcome outcome) {
        throwIf(Moment.OUTCOME);
      }
    }
  }

  /** Blocks in the first call. */
  private static final class Blocking implements CallObserver {
    private final Gate gate;
    private boolean first = true;

    Blocking(Gate gate) {
      this.gate = gate;
    }

    private void pass() {

      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public synchronized Observation begin(ObservedCall call) {
      boolean blocks = first;
      first = false;
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return outcome -> {
            if (blocks) {
              pass();
            }
          };
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {}
      };
    }
  }
}
