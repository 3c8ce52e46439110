package io.llmgw.core.pace;

import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls stand in line for a target, and it is to rest by the time that they have their turn. */
class RestInLineTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final TargetLimits ONE = TargetLimits.perTarget().concurrency(1);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Gate first = Gate.closed();

  /** Each gave its turn to the others and stood in line again, for as long as the target rested. */
  @RepeatedTest(5)
  @Fault({"F117", "I6"})
  void theOnlyTargetTakesThemOneAfterTheOther() {
    leaks.of(fake);
    fake.answers(script -> script.waitFor(first).fail(ErrorKind.RATE_LIMIT)).always("blue");
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .alias("only", target("fake/m").limits(ONE))
            .defaultModel("only")
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(time)
            .build()) {
      CompletableFuture<ChatResponse> failing = llm.chatAsync(QUESTION);
      first.awaitArrivals(1);
      CompletableFuture<ChatResponse> second = llm.chatAsync(QUESTION);
      CompletableFuture<ChatResponse> third = llm.chatAsync(QUESTION);
      time.awaitSleepers(2);

      first.open();

      assertThat(waits(second)).hasSize(1);
      assertThat(waits(third)).hasSize(1);
      // Its place is given on before its caller is told.
      assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertThat(fake.received()).isEqualTo(3);
    }
  }

  private static List<TrailEntry> waits(CompletableFuture<ChatResponse> call) {
    List<TrailEntry> trail = call.orTimeout(30, TimeUnit.SECONDS).join().served().trail();
    return trail.stream().filter(entry -> entry.note().endsWith("waits for its turn")).toList();
  }
}
