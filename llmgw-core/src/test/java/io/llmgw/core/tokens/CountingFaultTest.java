package io.llmgw.core.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.ExactCounting;
import io.llmgw.api.tokens.TokenCounter;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.client.BrokenTime;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tokenizer that is slow, fails or hangs costs a call no more than a bound. */
class CountingFaultTest {
  private static final ModelRef MODEL = ModelRef.parse("openai/gpt-4o");
  private static final ChatRequest MIB = ChatRequest.of("text of some words, ".repeat(52_429));
  private static final ChatRequest SMALL = ChatRequest.of("text of some words");
  private static final int PLACES = 4;

  private final VirtualTime time = VirtualTime.create();
  private final ExecutorService caller = Executors.newSingleThreadExecutor();
  private final ExecutorService counters = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    caller.shutdownNow();
    counters.shutdownNow();
  }

  private interface Count {
    long of(String text);
  }

  private static TokenCounter counter(Count count) {
    return new TokenCounter() {
      @Override
      public boolean knows(ModelRef model) {
        return true;
      }

      @Override
      public long count(String text, ModelRef model) {
        return count.of(text);
      }
    };
  }

  private static long estimate(ChatRequest request) {
    return TokenEstimator.create().inputTokens(request, MODEL);
  }

  /** Loads and counts on the thread of the caller, so that a test sees each step. */
  private TokenEstimator atOnce(Count count) {
    return TokenEstimator.counting(counter(count)).executor(Runnable::run).time(time).build();
  }

  @Test
  void countsExactlyOnceItIsLoaded() {
    TokenEstimator estimator = atOnce(text -> 1000);

    assertThat(estimator.inputTokens(SMALL, MODEL)).isBetween(1000L, 1010L);
  }

  @Test
  @Fault("F092")
  void countsThoughItsClockCannotBeStopped() {
    BrokenTime clock = new BrokenTime(time);
    TokenEstimator estimator =
        TokenEstimator.counting(counter(text -> 1000)).executor(Runnable::run).time(clock).build();
    clock.keepTasks();

    assertThat(estimator.inputTokens(SMALL, MODEL)).isBetween(1000L, 1010L);
    assertThat(clock.failures()).isPositive();
  }

  @Test
  @Fault("F092")
  void estimatesWhereNoClockCanBeSet() {
    BrokenTime clock = new BrokenTime(time);
    TokenEstimator estimator =
        TokenEstimator.counting(counter(text -> 1000)).executor(Runnable::run).time(clock).build();
    clock.failIn("inputTokens", new AssertionError("a bug of the host"));

    assertThat(estimator.inputTokens(SMALL, MODEL)).isEqualTo(estimate(SMALL));
    assertThat(clock.failures()).isPositive();
  }

  @Test
  void nobodyWaitsUntilItIsLoaded() throws Exception {
    CountDownLatch loaded = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    TokenEstimator estimator =
        TokenEstimator.counting(
                counter(
                    text -> {
                      await(loaded);
                      return 1000;
                    }))
            .time(time)
            .executor(
                task ->
                    counters.execute(
                        () -> {
                          task.run();
                          done.countDown();
                        }))
            .build();

    assertThat(estimator.inputTokens(SMALL, MODEL)).isEqualTo(estimate(SMALL));
    loaded.countDown();
    done.await();

    assertThat(estimator.inputTokens(SMALL, MODEL)).isBetween(1000L, 1010L);
  }

  @Test
  @Fault("F162")
  void aCounterThatThrowsIsMadeUpForByAnEstimate() {
    AtomicInteger counts = new AtomicInteger();
    TokenEstimator estimator =
        atOnce(
            text -> {
              if (counts.incrementAndGet() > 1) {
                throw new IllegalStateException("no such merge");
              }
              return 1;
            });

    assertThat(estimator.inputTokens(MIB, MODEL)).isEqualTo(estimate(MIB));
    assertThat(counts).hasValue(2);
  }

  @Test
  @Fault("F162")
  void aCounterThatRunsOutOfStackIsMadeUpForByAnEstimate() {
    TokenEstimator estimator =
        atOnce(
            text -> {
              if (text.length() > 100) {
                throw new StackOverflowError();
              }
              return 1;
            });

    assertThat(estimator.inputTokens(MIB, MODEL)).isEqualTo(estimate(MIB));
  }

  @Test
  void aNegativeCountIsNoCount() {
    TokenEstimator estimator = atOnce(text -> -1);

    assertThat(estimator.inputTokens(SMALL, MODEL)).isEqualTo(estimate(SMALL));
  }

  @Test
  @Fault("F162")
  void aCounterThatHangsHoldsNoCallLongerThanThePatience() throws Exception {
    Semaphore hanging = new Semaphore(0);
    CountDownLatch never = new CountDownLatch(1);
    TokenEstimator estimator =
        TokenEstimator.counting(
                counter(
                    text -> {
                      if (text.length() > 1) {
                        hanging.release();
                        await(never);
                      }
                      return 1;
                    }))
            .time(time)
            .executor(new FirstHere(counters))
            .build();

    for (int i = 0; i < PLACES; i++) {
      Future<Long> waiting = caller.submit(() -> estimator.inputTokens(MIB, MODEL));
      hanging.acquire();
      assertThat(waiting.isDone()).isFalse();
      time.advance(ExactCounting.DEFAULT_PATIENCE);

      assertThat(waiting.get()).isEqualTo(estimate(MIB));
    }

    // All places are taken: the clock need not move any more.
    assertThat(estimator.inputTokens(MIB, MODEL)).isEqualTo(estimate(MIB));
    never.countDown();
  }

  @Test
  void anInterruptedCallerGetsTheEstimateAndStaysInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    TokenEstimator estimator =
        TokenEstimator.counting(
                counter(
                    text -> {
                      if (text.length() > 1) {
                        await(never);
                      }
                      return 1;
                    }))
            .time(time)
            .executor(new FirstHere(counters))
            .build();

    Thread.currentThread().interrupt();
    long tokens = estimator.inputTokens(SMALL, MODEL);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tokens).isEqualTo(estimate(SMALL));
    never.countDown();
  }

  @Test
  @Fault("F162")
  void aJvmWithoutThreadsCostsNoPlaceOfACount() {
    AtomicInteger asked = new AtomicInteger();
    TokenEstimator estimator =
        TokenEstimator.counting(counter(text -> 1000))
            .time(time)
            .executor(
                task -> {
                  if (asked.incrementAndGet() <= 5) { // more than there are places
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                  task.run();
                })
            .build();

    for (int i = 0; i < 5; i++) {
      assertThat(estimator.inputTokens(SMALL, MODEL)).isEqualTo(estimate(SMALL));
    }
    estimator.inputTokens(SMALL, MODEL); // loads it
    assertThat(estimator.inputTokens(SMALL, MODEL)).isBetween(1000L, 1010L);
  }

  @Test
  void threadsThatRefuseAreMadeUpForByAnEstimate() {
    TokenEstimator estimator =
        TokenEstimator.counting(counter(text -> 1))
            .time(time)
            .executor(
                task -> {
                  throw new RejectedExecutionException("full");
                })
            .build();

    assertThat(estimator.inputTokens(SMALL, MODEL)).isEqualTo(estimate(SMALL));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
