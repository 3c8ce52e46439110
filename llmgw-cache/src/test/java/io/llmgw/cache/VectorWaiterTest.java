package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vectors that somebody gets depend on the shared call and on himself alone. */
@Fault("I18")
class VectorWaiterTest {
  private static final int WAITERS = 8;
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The first numbers of near seeds are about the same: so none are near. */
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider a = ScriptedProvider.named("a").always(ScriptedVectors.of(1));
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private enum Course {
    STAYS,
    CANCELS,
    CANCELS_AS_IT_ENDS,
    HAS_A_DEADLINE
  }

  private record Waiter(Course course, CompletableFuture<EmbeddingResponse> vector) {}

  @Test
  void getsWhatBecomesOfTheCallOrOfHimself() {
    Races.repeat(
        repeat -> {
          boolean fails = repeat % 2 == 0;
          Gate gate = Gate.closed();
          a.answers(
              (call, script) -> {
                script.waitFor(gate);
                if (fails) {
                  script.fail(ErrorKind.INVALID_REQUEST);
                } else {
                  ScriptedVectors.write(call, script, 1);
                }
              });
          List<Waiter> waiters =
              waiters(EmbeddingRequest.of("text " + repeat), new Random(repeat * GOLDEN));

          cancel(waiters, Course.CANCELS);
          time.advance(SOON);
          waiters.stream()
              .filter(waiter -> waiter.course() == Course.HAS_A_DEADLINE)
              .forEach(
                  waiter ->
                      assertThat(Failed.kindOf(waiter.vector())).isEqualTo(ErrorKind.TIMEOUT));
          Races.together(gate::open, () -> cancel(waiters, Course.CANCELS_AS_IT_ENDS));

          for (Waiter waiter : waiters) {
            if (waiter.course() == Course.STAYS) {
              assertThat(Failed.kindOf(waiter.vector()))
                  .as("seed %s * %s", repeat, GOLDEN)
                  .isEqualTo(fails ? ErrorKind.INVALID_REQUEST : null);
            }
          }
          a.awaitNoOpenStreams();
          Patience.until("all to leave", () -> Waiting.forFlights() == 0);
        });
  }

  private List<Waiter> waiters(EmbeddingRequest text, Random random) {
    int stays = random.nextInt(WAITERS); // else all may leave, and nobody asks
    List<Waiter> waiters = new ArrayList<>();
    for (int i = 0; i < WAITERS; i++) {
      Course any = Course.values()[random.nextInt(Course.values().length)];
      Course course = i == stays ? Course.STAYS : any;
      EmbeddingRequest request =
          course == Course.HAS_A_DEADLINE ? text.with(Timeouts.total(SOON)) : text;
      waiters.add(new Waiter(course, llm.embedAsync(request)));
      int waiting = i + 1;
      Patience.until(waiting + " to wait", () -> Waiting.forFlights() == waiting);
    }
    return waiters;
  }

  private static void cancel(List<Waiter> waiters, Course course) {
    for (Waiter waiter : waiters) {
      if (waiter.course() == course) {
        waiter.vector().cancel(true);
      }
    }
  }
}
