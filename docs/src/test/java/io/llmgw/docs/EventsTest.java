package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.Retries;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The code of events.md. */
class EventsTest {
  private static final List<String> PAGES = new CopyOnWriteArrayList<>();

  // begin listener
  static final class Pager implements GatewayListener {
    @Override
    public void onEvent(GatewayEvent event) {
      if (event instanceof BreakerOpened opened) {
        page(opened.target() + " is down, tried again in " + opened.openFor().toSeconds() + " s");
      } else if (event instanceof KeyQuarantined refused) {
        page(refused.provider() + " refuses key '" + refused.keyAlias() + "': " + refused.why());
      }
    }

    private void page(String text) {
      PAGES.add(text); // to whoever is on duty
    }
  }

  // end listener

  // begin attempts
  static final class Waits implements CallObserver {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return end ->
              lines.add(attempt.cause() + " " + attempt.target() + ": " + end.attempt().state());
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {
          lines.add(call.model() + " in all: " + outcome.served().attempts().size());
        }
      };
    }
  }

  // end attempts

  @Test
  void listenersAreTold() {
    ScriptedProvider model = ScriptedProvider.named("openai");
    for (int i = 0; i < 5; i++) {
      model.fails(ErrorKind.SERVER);
    }
    // begin listen
    try (LlmClient llm =
        LlmClient.builder()
            .provider(model)
            .defaultModel("openai/gpt-5-mini")
            .retries(Retries.none())
            .listen(new Pager())
            .listen(GatewayListener.log(Duration.ofSeconds(30)))
            .build()) {
      // end listen
      for (int i = 0; i < 5; i++) {
        Assertions.catchThrowable(() -> llm.prompt("Tea?").text());
      }
      Patience.until("the page", () -> !PAGES.isEmpty());
    }

    assertThat(PAGES).containsExactly("openai/gpt-5-mini is down, tried again in 5 s");
  }

  @Test
  void attemptsAreObserved() {
    ScriptedProvider model =
        ScriptedProvider.named("fake").fails(ErrorKind.OVERLOADED).answers("Yes.");
    Waits waits = new Waits();

    try (LlmClient llm =
        LlmClient.builder().provider(model).time(VirtualTime.skipping()).observe(waits).build()) {
      llm.prompt("Tea?").model("fake/m").text();
    }

    assertThat(waits.lines)
        .containsExactly("FIRST fake/m: FAILED", "REPEAT fake/m: SUCCEEDED", "fake/m in all: 2");
  }
}
