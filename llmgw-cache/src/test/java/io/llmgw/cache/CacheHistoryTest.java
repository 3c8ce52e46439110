package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.cache.FillingProvider.Overlap;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever callers do at the same time: what is given again is a whole and good answer to that very
 * question, it is asked for once at a time, and a failure leaves nothing.
 */
@Fault("I17")
class CacheHistoryTest {
  private static final int CALLERS = 4;
  private static final int STEPS = 25;
  private static final int QUESTIONS = 3;

  /** The first numbers of near seeds are about the same: so none are near. */
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  @Test
  void holdsWhateverIsAskedFailsIsLeftRefreshedOrInvalidated() {
    AtomicInteger hits = new AtomicInteger();
    AtomicInteger fills = new AtomicInteger();
    Races.repeat(
        repeat -> {
          try (History history = new History(repeat * GOLDEN, repeat % 2 == 0)) {
            history.run();
            hits.addAndGet(history.hits.get());
            fills.addAndGet(history.filling.fills().size());
          }
        });
    System.out.println(
        "seeds 1 to %d, times %d: %s fills, %s hits"
            .formatted(Races.repeats(), GOLDEN, fills, hits));
    assertThat(hits).hasPositiveValue();
    assertThat(fills).hasPositiveValue();
  }

  /** A cache, those who use it, and what they know of it. */
  private static final class History implements AutoCloseable {
    final AtomicInteger hits = new AtomicInteger();
    final FillingProvider filling;
    private final long seed;
    private final boolean invalidates;
    private final AtomicLong invalidated = new AtomicLong();
    private final ResponseCache cache = ResponseCache.ofMegabytes(1);
    private final LlmClient llm;

    History(long seed, boolean invalidates) {
      this.seed = seed;
      this.invalidates = invalidates;
      filling = new FillingProvider(seed);
      llm =
          LlmClient.builder()
              .provider(filling.provider)
              .defaultModel("a/m")
              .retries(Retries.none())
              .use(cache)
              .build();
    }

    @Override
    public void close() {
      llm.close();
    }

    void run() {
      List<Races.Action> actions = new ArrayList<>();
      for (int caller = 1; caller <= CALLERS; caller++) {
        Random random = new Random((seed + caller) * GOLDEN);
        actions.add(
            () -> {
              for (int step = 0; step < STEPS; step++) {
                step(random);
              }
            });
      }

      Races.together(actions.toArray(new Races.Action[0]));

      filling.provider.awaitNoOpenStreams();
      assertOneAtATime();
      assertKeptAreGood();
    }

    private void step(Random random) {
      String question = "question " + random.nextInt(QUESTIONS);
      long floor = invalidated.get();
      switch (random.nextInt(12)) {
        case 0, 1 -> streamed(question, floor);
        case 2 -> left(question);
        case 3 -> cancelled(question, floor);
        case 4 -> asked(question, CacheControl.refresh(), floor);
        case 5 -> asked(question, CacheControl.readOnly(), floor);
        case 6 -> asked(question, CacheControl.writeOnly(), floor);
        case 7 -> invalidate(random.nextBoolean());
        default -> asked(question, CacheControl.DEFAULT, floor);
      }
    }

    private void asked(String question, CacheControl wish, long floor) {
      try {
        assertGood(question, llm.prompt(question).with(wish).send(), floor);
      } catch (LlmException expected) { // of the provider's bad answers
        assertThat(expected.kind()).isNotNull();
      }
    }

    private void streamed(String question, long floor) {
      try (ChatStream stream = llm.prompt(question).stream()) {
        assertGood(question, stream.response(), floor);
      } catch (LlmException expected) {
        assertThat(expected.kind()).isNotNull();
      }
    }

    private void left(String question) {
      try (ChatStream stream = llm.prompt(question).stream()) {
        stream.next();
      } catch (LlmException expected) {
        assertThat(expected.kind()).isNotNull();
      }
    }

    private void cancelled(String question, long floor) {
      CancelHandle handle = new CancelHandle();
      CompletableFuture<ChatResponse> asked =
          llm.cancelledBy(handle).chatAsync(ChatRequest.of(question));
      handle.cancel();
      try {
        assertGood(question, asked.join(), floor);
      } catch (CompletionException | CancellationException expected) {
        assertThat(expected).isNotInstanceOf(Error.class);
      }
    }

    private void invalidate(boolean all) {
      if (!invalidates) {
        return;
      }
      long number = filling.number();
      if (all) {
        cache.invalidateIf(entry -> true);
        invalidated.accumulateAndGet(number, Math::max);
      } else {
        cache.invalidateIf(entry -> entry.bytes() % 2 == 0);
      }
    }

    private void assertGood(String question, ChatResponse answer, long floor) {
      if (answer.served().cache() != CacheStatus.HIT) {
        return;
      }
      hits.incrementAndGet();
      assertThat(answer.finishReason()).as("seed %s", seed).isEqualTo(FinishReason.STOP);
      assertThat(filling.fills())
          .as("seed %s, a hit of %s: %s", seed, question, answer.text())
          .anyMatch(
              fill ->
                  fill.isGood()
                      && fill.question().equals(question)
                      && fill.text().equals(answer.text())
                      && fill.number() > floor);
    }

    /** Two like each other are under way only where everybody has left the first of them. */
    private void assertOneAtATime() {
      if (invalidates) {
        return; // who asks after it asks anew
      }
      for (Overlap overlap : filling.overlaps()) {
        if (overlap.later().wish().use() != CacheControl.Use.WRITE_ONLY) {
          Patience.until(
              "the end of what nobody wants any more, with seed " + seed + ": " + overlap,
              () -> overlap.earlier().call().cancellation().isCancelled());
        }
      }
    }

    private void assertKeptAreGood() {
      Set<String> good =
          filling.fills().stream()
              .filter(Fill::isGood)
              .map(Fill::question)
              .collect(Collectors.toCollection(TreeSet::new));
      int kept = cache.invalidateIf(entry -> true);
      assertThat(kept).as("seed %s, kept", seed).isLessThanOrEqualTo(good.size());
    }
  }
}
