package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
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

/** A call with a name that has failed may be asked for again, whoever still reads of it. */
class NamedCallThatFailsTest {
  private static final ChatRequest LETTER =
      ChatRequest.of("Write.").with(Idempotency.key("order-17"));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .failures(Reactions.standard().withoutBreaker()) // so many failures would open it
          .time(VirtualTime.create())
          .closeGrace(Duration.ZERO)
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @BeforeEach
  void watch() {
    leaks.of(a);
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER", "INVALID_REQUEST", "AUTH", "BLOCKED"})
  void isMadeAnewEachTimeThoughOneHasNotReadOfTheFirst(ErrorKind kind) {
    a.answers(script -> script.text("begin").fail(kind));
    try (ChatStream slow = llm.stream(LETTER)) {
      slow.next();
      Waiting.untilNoFlight();
      for (int time = 2; time <= 5; time++) {
        a.fails(kind);
        assertThat(Failed.kindOf(llm.chatAsync(LETTER))).isEqualTo(kind);
        assertThat(a.received()).as("requests").isEqualTo(time);
        Waiting.untilNoFlight();
      }
      a.answers("good");

      assertThat(llm.chat(LETTER).text()).isEqualTo("good");
      assertThat(llm.chat(LETTER).text()).as("kept").isEqualTo("good");
    }
    assertThat(a.received()).isEqualTo(6);
  }
}
