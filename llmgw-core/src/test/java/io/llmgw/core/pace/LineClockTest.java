package io.llmgw.core.pace;

import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.core.client.Aside;
import io.llmgw.core.client.BrokenTime;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clock fails while calls wait for their turn at a target: nobody stands in the way. */
@Fault({"F092", "I6"})
class LineClockTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final BrokenTime clock = new BrokenTime(time);
  private final Gate gate = Gate.closed();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private LlmClient llm;

  @BeforeEach
  void open() {
    leaks.of(fake);
    fake.answers(script -> script.text("one").waitFor(gate)).always("blue");
    llm =
        LlmClient.builder()
            .provider(fake)
            .alias("one", target("fake/m").limits(TargetLimits.perTarget().concurrency(1)))
            .defaultModel("one")
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(clock)
            .build();
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private Aside<ChatResponse> waiting(LlmClient asked, int sleepers) {
    Aside<ChatResponse> call = Aside.call(() -> asked.chat(QUESTION));
    time.awaitSleepers(sleepers);
    return call;
  }

  @Test
  void whoLeavesTheLineIsNotInIt() {
    CancelHandle handle = new CancelHandle();
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      Aside<ChatResponse> leaving = waiting(llm.cancelledBy(handle), 1);
      clock.failIn("leave");
      handle.cancel();
      assertThat(leaving.failure()).isInstanceOf(LlmException.class);
      assertThat(clock.failures()).isPositive();
      clock.mend();
      Aside<ChatResponse> next = waiting(llm, 1);

      gate.open();
      first.response();

      assertThat(next.get().text()).isEqualTo("blue");
    }
  }

  @Test
  void aPlaceThatIsGivenBackGoesToTheNext() {
    try (ChatStream first = llm.stream(QUESTION)) {
      first.next();
      Aside<ChatResponse> next = waiting(llm, 1);
      clock.failIn("end");

      gate.open();
      first.response();

      assertThat(next.get().text()).isEqualTo("blue");
      assertThat(clock.failures()).isPositive();
    }
  }
}
