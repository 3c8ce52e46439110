package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A call with a name whose answer is not to be given any more is made anew, and that once: whoever
 * still reads of the answer before it reads it to its end, and nobody else does.
 */
class NamedCallMadeAnewTest {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final ChatRequest LETTER =
      ChatRequest.of("Write.").with(Idempotency.key("order-17").within(WINDOW));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final Gate gate = Gate.closed();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .executor(callers)
          .use(cache)
          .build();

  /** Why an answer is not given again. */
  private enum Why {
    INVALIDATED,
    PAST_ITS_WINDOW
  }

  @BeforeEach
  void script() {
    leaks.of(a);
    a.answers("one")
        .answers(script -> script.text("two").waitFor(gate))
        .answers(script -> script.text("three").waitFor(gate));
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private void pass(Why why) {
    if (why == Why.INVALIDATED) {
      cache.invalidateIf(entry -> true);
    } else {
      time.advance(WINDOW);
    }
  }

  private void assertJoinsTheSecond(ChatStream second) {
    try (ChatStream late = llm.stream(LETTER)) {
      late.next();
      assertThat(a.received()).as("requests").isEqualTo(2);

      gate.open();

      assertThat(second.response().text()).isEqualTo("two");
      assertThat(late.response().text()).isEqualTo("two");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoReadsWhatWasKeptEndsNoCallOfOthers(Why why) {
    llm.chat(LETTER);
    try (ChatStream hit = llm.stream(LETTER)) {
      hit.next();
      pass(why);
      try (ChatStream second = llm.stream(LETTER)) {
        second.next();

        assertThat(hit.response().text()).isEqualTo("one");

        assertJoinsTheSecond(second);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isMadeAnewThoughOneHasNotReadOfTheFirst(Why why) {
    gate.open();
    try (ChatStream slow = llm.stream(LETTER)) {
      slow.next();
      Waiting.untilNoFlight();
      pass(why);

      assertThat(llm.chat(LETTER).text()).isEqualTo("two");
      assertThat(llm.chat(LETTER).text()).as("kept").isEqualTo("two");
      assertThat(slow.response().text()).isEqualTo("one");
    }
    assertThat(a.received()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whoReadsOnOfTheFirstEndsNoCallThatWasMadeAnew(Why why) {
    try (ChatStream slow = llm.stream(LETTER)) {
      slow.next();
      Waiting.untilNoFlight();
      pass(why);
      try (ChatStream second = llm.stream(LETTER)) {
        second.next();

        assertThat(slow.response().text()).isEqualTo("one");

        assertJoinsTheSecond(second);
      }
    }
  }
}
