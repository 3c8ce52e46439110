package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that comes word by word, one in a second, on a real socket. */
@ExtendWith(LeakRule.class)
class DripTest {
  @ParameterizedTest
  @EnumSource(names = {"STREAM", "PUBLISH"})
  @Fault("F078")
  void isCutOffAndItsConnectionClosed(Door door) {
    VirtualTime time = VirtualTime.create();
    Reply drip = Reply.text("word ".repeat(10_000)).pace(Duration.ofSeconds(1));
    try (SimulatedProvider server = SimulatedProvider.openAi().time(time).answer(drip).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.target().toString())
                .timeouts(
                    Timeouts.leastProgress(1_000, Duration.ofSeconds(30)).total(Duration.ofDays(1)))
                .time(time)
                .closeGrace(Duration.ZERO)
                .build()) {
      Visit visit = door.enter(llm, ChatRequest.of("Why is the sky blue?"));

      server.awaitRequests(1);

      Patience.until(
          "the end of a drip",
          () -> {
            time.advance(Duration.ofSeconds(1));
            return visit.isDone();
          });

      DoorResult result = visit.await();
      assertThat(result.error()).isInstanceOf(StreamInterruptedException.class);
      assertThat(result.errorKind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(result.error()).hasMessageContaining("1000 characters in PT30S");
      assertThat(result.error().partial().text()).startsWith("word");
      Patience.until(
          "the server's end, which it sees at its next word",
          () -> {
            time.advance(Duration.ofSeconds(1));
            return server.openConnections() == 0;
          });
    }
  }
}
