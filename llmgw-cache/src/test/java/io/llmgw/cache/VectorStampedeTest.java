package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Very many want the vectors of the same texts, at once, by both doors. */
@Fault("F127")
class VectorStampedeTest {
  private static final int CROWD = 1_000;

  private final Outcomes outcomes = new Outcomes();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private LlmClient llm;

  private LlmClient client(Provider provider, String model) {
    llm =
        LlmClient.builder()
            .provider(provider)
            .defaultModel(model)
            .executor(callers)
            .observe(outcomes)
            .use(ResponseCache.ofMegabytes(64))
            .build();
    return llm;
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  /** By one door or the other. */
  private CompletableFuture<EmbeddingResponse> enter(int number, String... texts) {
    EmbeddingRequest request = EmbeddingRequest.of(texts);
    return number % 2 == 0
        ? llm.embedAsync(request)
        : CompletableFuture.supplyAsync(() -> llm.embed(request), callers);
  }

  @Test
  void aThousandAreOneRequestOnTheWire() {
    Gate head = Gate.closed();
    Reply reply = Reply.text("vectors").holdBeforeHead(head);
    try (SimulatedProvider server = SimulatedProvider.openAi().answer(reply).start()) {
      client(server.provider(), server.model());
      List<CompletableFuture<EmbeddingResponse>> crowd = new ArrayList<>();

      // Some come before the answer has begun, some while it arrives, some when it is there.
      for (int i = 0; i < CROWD; i++) {
        crowd.add(enter(i, "one", "three"));
        if (i == CROWD / 2) {
          server.awaitRequests(1);
          head.open();
        }
      }

      EmbeddingResponse first = crowd.get(0).join();
      for (CompletableFuture<EmbeddingResponse> each : crowd) {
        assertThat(each.join().vector(0)).isEqualTo(first.vector(0));
        assertThat(each.join().vector(1)).isEqualTo(first.vector(1));
      }
      assertThat(server.requests()).hasSize(1);
      assertPaidOnce(outcomes.take(CROWD));
    }
  }

  /** Each knows a text of his own, and has the others in places of his own. */
  @Test
  void whoeverComesFirstWhatNobodyKnowsIsOneRequest() {
    ScriptedProvider a = ScriptedProvider.named("a");
    a.always(ScriptedVectors.of(1));
    client(a, "a/m");
    int callersAtOnce = 12;
    for (int i = 0; i < callersAtOnce; i++) {
      llm.embed(known(i));
    }
    outcomes.take(callersAtOnce);
    Races.repeat(
        round -> {
          String news = "news of round " + round;
          String more = "more of round " + round + "!";
          int before = a.received();
          List<Races.Action> crowd = new ArrayList<>();
          for (int i = 0; i < callersAtOnce; i++) {
            int number = i;
            crowd.add(
                () -> {
                  EmbeddingResponse response =
                      number % 3 == 0
                          ? enter(number, news, known(number), more).join()
                          : enter(number, known(number), news, more, news).join();
                  int place = number % 3 == 0 ? 0 : 1;
                  assertThat(response.vector(1 - place)).containsExactly(known(number).length(), 1);
                  assertThat(response.vector(place)).containsExactly(news.length(), 1);
                  assertThat(response.vector(2)).containsExactly(more.length(), 1);
                });
          }

          Races.together(crowd.toArray(new Races.Action[0]));

          assertThat(a.received() - before).as("requests").isOne();
          assertPaidOnce(outcomes.take(callersAtOnce));
        });
  }

  private static String known(int number) {
    return "known to " + "x".repeat(number);
  }

  /** Step by step, so that they look for a call to join at the very same moment. */
  @Test
  void whoComeAtTheSameMomentBeginOneRequest() {
    ScriptedProvider a = ScriptedProvider.named("a");
    a.always(ScriptedVectors.of(1));
    client(a, "a/m");
    int texts = 25 * Races.repeats();
    AtomicInteger arrived = new AtomicInteger();
    Races.Action steps =
        () -> {
          for (int i = 1; i <= texts; i++) {
            arrived.incrementAndGet();
            while (arrived.get() < 2 * i && !Thread.currentThread().isInterrupted()) {
              Thread.yield();
            }
            llm.embed("text " + i);
          }
        };

    Races.together(steps, steps);

    assertThat(a.received()).isEqualTo(texts);
  }

  /** One has paid, and all others have joined him or come after. */
  private static void assertPaidOnce(List<ObservedOutcome> all) {
    List<ObservedOutcome> paid =
        all.stream().filter(one -> one.served().cache() == CacheStatus.MISS).toList();
    assertThat(paid).hasSize(1);
    assertThat(paid.get(0).served().attempts()).hasSize(1);
    assertThat(paid.get(0).served().usage().total().tokens()).isPositive();
    for (ObservedOutcome one : all) {
      if (one != paid.get(0)) {
        assertThat(one.served().cache()).isIn(CacheStatus.JOINED, CacheStatus.HIT);
        assertThat(one.served().usage()).isEqualTo(Usage.ZERO);
        assertThat(one.served().cost()).isEqualTo(Cost.ZERO);
        assertThat(one.served().attempts()).isEmpty();
        assertThat(one.served().cacheUse()).extracting(CacheUse::target).isNotNull();
      }
    }
  }
}
