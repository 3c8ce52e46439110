package io.llmgw.core.pace;

import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No more attempts at once than there are grants, and no grant that is lost. */
class GrantsRaceTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final ChatRequest FAILING = ChatRequest.of("What goes wrong?");
  private static final ChatRequest HANGING = ChatRequest.of("What never ends?");
  private static final int GRANTS = 3;

  /** No failure keeps the next call out. */
  private static final Reactions HARMLESS = Reactions.standard().withoutBreaker();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private static LlmClientBuilder client(ScriptedProvider fake) {
    TargetLimits limits = TargetLimits.perTarget().concurrency(GRANTS);
    return LlmClient.builder()
        .provider(fake)
        .alias("smart", target(fake.model()).limits(limits))
        .defaultModel("smart")
        .closeGrace(Duration.ZERO)
        .retries(Retries.none());
  }

  /** All grants are there: so many calls are under way at once, and one more does not get in. */
  private static void assertAllFree(LlmClient llm, ScriptedProvider fake) {
    ChatStream[] open = new ChatStream[GRANTS];
    for (int i = 0; i < GRANTS; i++) {
      Patience.until("a grant", () -> llm.explain(QUESTION).skipped().isEmpty());
      open[i] = llm.stream(QUESTION);
      open[i].next();
    }
    assertThat(llm.explain(QUESTION).skipped()).hasSize(1);
    assertThat(fake.openStreams()).isEqualTo(GRANTS);
    for (ChatStream stream : open) {
      stream.close();
    }
  }

  @Test
  @Fault("I5")
  void twoHundredThreadsNeverHaveMoreOpenThanThereAreGrants() {
    AtomicInteger most = new AtomicInteger();
    Gate all = Gate.closed();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.always(
        (call, script) -> {
          if (most.accumulateAndGet(fake.openStreams(), Math::max) >= GRANTS) {
            all.open();
          }
          script.waitFor(all).text("blue");
        });
    try (LlmClient llm = client(fake).build()) {
      Races.Action[] calls = new Races.Action[200];
      Arrays.fill(calls, (Races.Action) () -> assertThat(llm.chat(QUESTION).text()).isNotEmpty());

      Races.together(calls);

      assertThat(fake.received()).isEqualTo(200);
      assertThat(most).hasValue(GRANTS);
      assertAllFree(llm, fake);
    }
  }

  @Test
  @Fault({"F117", "I6"})
  void noGrantIsLostHoweverCallsEnd() {
    Races.repeat(
        repeat -> {
          AtomicInteger most = new AtomicInteger();
          Random faults = new Random(repeat);
          ScriptedProvider fake = ScriptedProvider.named("fake");
          fake.always(
              (call, script) -> {
                most.accumulateAndGet(fake.openStreams(), Math::max);
                if (call.request().content().equals(QUESTION.content())) {
                  script.text("blue").hang();
                } else if (call.request().content().equals(HANGING.content())) {
                  hang(script, faults.nextInt(3));
                } else {
                  fail(script, faults.nextInt(5));
                }
              });
          try (LlmClient llm = client(fake).failures(HARMLESS).build()) {
            Races.Action[] callers = new Races.Action[12];
            for (int i = 0; i < callers.length; i++) {
              Random random = new Random(1_000L * repeat + i);
              callers[i] =
                  () -> {
                    for (int call = 0; call < 20; call++) {
                      once(llm, random.nextInt(6));
                    }
                  };
            }
            Races.together(callers);
            fake.awaitNoOpenStreams();
            assertThat(most.get()).as("seed " + repeat).isLessThanOrEqualTo(GRANTS);
            assertAllFree(llm, fake);
          }
        });
  }

  private static void fail(Script script, int which) {
    switch (which) {
      case 0 -> script.fail(ErrorKind.SERVER);
      case 1 -> script.fail(new IllegalStateException("not ours"));
      case 2 -> script.text("bl").fail(ErrorKind.STREAM_BROKEN);
      case 3 -> script.text("bl").truncate();
      default -> script.text("blue");
    }
  }

  private static void hang(Script script, int which) {
    switch (which) {
      case 0 -> script.hang();
      case 1 -> script.text("bl").hang();
      default -> script.endless("blue ");
    }
  }

  /** A call that ends by itself, by a clock, or by its caller. */
  private static void once(LlmClient llm, int how) throws Exception {
    try {
      switch (how) {
        case 0 -> llm.chat(HANGING.with(Timeouts.attempt(Duration.ofMillis(2))));
        case 1 -> {
          try (ChatStream stream = llm.stream(FAILING)) {
            stream.next();
          }
        }
        case 2 -> llm.chatAsync(HANGING).cancel(true);
        case 3 -> {
          CancelHandle handle = new CancelHandle();
          CompletableFuture<ChatResponse> answer = llm.cancelledBy(handle).chatAsync(HANGING);
          handle.cancel();
          answer.get();
        }
        case 4 -> llm.chat(FAILING.with(Timeouts.total(Duration.ofMillis(502))));
        default -> {
          Thread.currentThread().interrupt();
          llm.chat(FAILING);
        }
      }
    } catch (LlmException | ExecutionException end) {
      // each way to end is one of those that are raced here
    } finally {
      Thread.interrupted();
    }
  }
}
