package io.llmgw.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How fast a target writes is reckoned by what it writes after its first content. */
class ReasoningSpeedTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q").withModel("both");
  private static final Duration FIRST = Duration.ofMillis(10);
  private static final Duration REST = Duration.ofMillis(200);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider plain = ScriptedProvider.named("plain");
  private final ScriptedProvider thinking = ScriptedProvider.named("thinking");

  @Test
  void hiddenReasoningDoesNotMakeATargetLookFast() {
    answers(plain, false, usage(101, 0)); // 2 ms for each token
    answers(thinking, false, usage(211, 190)); // 10 ms for each that came after the first content

    assertThat(chosen()).containsExactly(plain.model());
  }

  @Test
  void reasoningThatIsShownCounts() {
    answers(plain, false, usage(101, 0));
    answers(thinking, true, usage(211, 190)); // 1 ms for each token

    assertThat(chosen()).containsExactly(thinking.model());
  }

  @Test
  void aTargetThatCountsMoreReasoningThanOutputTellsNothingOfItsPace() {
    answers(plain, false, usage(101, 0));
    answers(thinking, false, usage(20, 190)); // its time to the first token is all that is known

    assertThat(chosen()).containsExactly(thinking.model());
  }

  private void answers(ScriptedProvider provider, boolean shows, Usage usage) {
    leaks
        .of(provider)
        .always(
            script -> {
              script.run(() -> time.advance(FIRST)).text("bl").reasoning(shows ? "hm" : "");
              script.run(() -> time.advance(REST)).text("ue").usage(usage);
            });
  }

  private static Usage usage(long output, long reasoning) {
    return Usage.builder()
        .reported(TokenKind.INPUT, 5)
        .reported(TokenKind.OUTPUT, output)
        .reported(TokenKind.REASONING, reasoning)
        .build();
  }

  private Set<String> chosen() {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(plain)
            .provider(thinking)
            .alias(
                "both",
                Route.balanced(
                    Strategy.fastest(),
                    Route.target(plain.model()),
                    Route.target(thinking.model())))
            .time(time)
            .build()) {
      for (int i = 0; i < 4; i++) { // until both are known
        llm.stream(QUESTION).response();
      }

      Set<String> chosen = new HashSet<>();
      for (int i = 0; i < 4; i++) { // few, as what is known fades
        chosen.add(llm.stream(QUESTION).response().served().target());
      }
      return chosen;
    }
  }
}
