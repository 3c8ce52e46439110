package io.llmgw.core.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.ExactCounting;
import io.llmgw.api.tokens.TokenCounter;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tokenizer that fails or hangs neither fails nor holds a call, whichever door it came by. */
@Fault("F162")
class CountingCallTest {
  private static final ChatRequest MIB = ChatRequest.of("text of some words, ".repeat(52_429));
  private static final int PLACES = 4;

  private final VirtualTime time = VirtualTime.create();
  private final ExecutorService counters = Executors.newCachedThreadPool();
  private final List<Served> accounts = new CopyOnWriteArrayList<>();

  /** Reports no usage, so that the account of each call needs an estimate. */
  private final ScriptedProvider fake =
      ScriptedProvider.named("fake")
          .always(
              script ->
                  script
                      .started()
                      .text("Light.")
                      .events(new Completed(FinishReason.STOP, Usage.UNKNOWN))
                      .bare());

  @AfterEach
  void stop() {
    counters.shutdownNow();
  }

  /** A client whose counter has counted the first short text, and is ready. */
  private LlmClient client(ToLongFunction<String> count) {
    return client(count, ModelCatalog.empty());
  }

  private LlmClient client(ToLongFunction<String> count, ModelCatalog catalog) {
    TokenCounter counter =
        new TokenCounter() {
          @Override
          public boolean knows(ModelRef model) {
            return true;
          }

          @Override
          public long count(String text, ModelRef model) {
            return text.length() == 1 ? 1 : count.applyAsLong(text);
          }
        };
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .catalog(catalog)
        .time(time)
        .tokenEstimator(
            TokenEstimator.counting(counter).executor(new FirstHere(counters)).time(time).build())
        .observe(call -> outcome -> accounts.add(outcome.served()))
        .build();
  }

  private void assertEstimated(int call) {
    Patience.until("an account", () -> accounts.size() > call);
    TokenCount input = accounts.get(call).usage().inputTokens();
    assertThat(input.provenance()).isEqualTo(Provenance.ESTIMATED);
    assertThat(input.tokens())
        .isEqualTo(TokenEstimator.create().inputTokens(MIB, ModelRef.parse(fake.model())));
  }

  @ParameterizedTest
  @EnumSource
  void aCounterThatFailsDoesNotFailTheCall(Door door) {
    Semaphore asked = new Semaphore(0);
    try (LlmClient llm =
        client(
            text -> {
              asked.release();
              throw new IllegalStateException("no such merge");
            })) {
      assertThat(door.open(llm, MIB).text()).isEqualTo("Light.");
    }

    assertThat(asked.tryAcquire()).isTrue();
    assertEstimated(0);
  }

  @ParameterizedTest
  @EnumSource
  void aCounterThatHangsHoldsTheCallForThePatienceAndNotAtAllWhenItsPlacesAreTaken(Door door) {
    Semaphore hanging = new Semaphore(0);
    CountDownLatch never = new CountDownLatch(1);
    try (LlmClient llm =
        client(
            text -> {
              hanging.release();
              await(never);
              return 1;
            })) {
      for (int i = 0; i < PLACES; i++) {
        Visit visit = door.enter(llm, MIB);
        hanging.acquireUninterruptibly();
        assertThat(accounts).hasSize(i);
        time.advance(ExactCounting.DEFAULT_PATIENCE);

        assertThat(visit.await().text()).isEqualTo("Light.");
        assertEstimated(i);
      }

      // The clock need not move any more.
      assertThat(door.open(llm, MIB).text()).isEqualTo("Light.");
      assertEstimated(PLACES);
    } finally {
      never.countDown();
    }
  }

  /** A prompt of more chars than the window has tokens is estimated before it is sent. */
  @ParameterizedTest
  @EnumSource
  void aCounterThatHangsOrFailsLeavesTheCheckOfTheWindowToAnEstimate(Door door) {
    Semaphore hanging = new Semaphore(0);
    CountDownLatch ended = new CountDownLatch(1);
    ModelCatalog small =
        ModelCatalog.empty()
            .withModel(ModelFacts.builder(fake.model()).contextTokens(1000).build());
    try (LlmClient llm =
        client(
            text -> {
              hanging.release();
              await(ended);
              throw new IllegalStateException("no such merge");
            },
            small)) {
      try {
        Visit held = door.enter(llm, MIB);
        hanging.acquireUninterruptibly();
        time.advance(ExactCounting.DEFAULT_PATIENCE);
        assertTooLong(held.await());
      } finally {
        ended.countDown(); // before the client is closed, which waits for its calls
      }
      assertTooLong(door.open(llm, MIB)); // the clock need not move
    }
    assertThat(fake.received()).isZero();
  }

  private void assertTooLong(DoorResult result) {
    LlmException error = Objects.requireNonNull(result.error());
    long tokens = TokenEstimator.create().inputTokens(MIB, ModelRef.parse(fake.model()));

    assertThat(error.kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH);
    assertThat(error).hasMessageContaining("about " + tokens + " tokens");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
