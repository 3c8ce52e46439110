package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who have waited with others for vectors that do not come. */
@Fault("F128")
class VectorsAskedAgainTest {
  private static final int CROWD = 10;
  private static final int MANY = 200;

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("vectors", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("a/m")
          .retries(Retries.none())
          .failures(Reactions.standard().withoutBreaker()) // so many failures would open it
          .executor(callers)
          .use(cache)
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private List<CompletableFuture<EmbeddingResponse>> askedTogether() {
    List<CompletableFuture<EmbeddingResponse>> asked = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      asked.add(llm.embedAsync(EmbeddingRequest.of("one", "three")));
    }
    awaitWaiting(CROWD);
    return asked;
  }

  private static void awaitWaiting(int count) {
    Patience.until(count + " to wait", () -> Waiting.forFlights() == count);
  }

  @Test
  void whereTheModelOfTheOthersFailsAllAreAskedForTogether() {
    a.answers(ScriptedVectors.of(1));
    llm.embed(EmbeddingRequest.of("seven").withModel("vectors"));
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER))
        .always(script -> script.fail(ErrorKind.SERVER));
    b.always(ScriptedVectors.of(2));
    List<CompletableFuture<EmbeddingResponse>> asked = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      asked.add(llm.embedAsync(EmbeddingRequest.of("seven", "one").withModel("vectors")));
    }
    awaitWaiting(CROWD);

    gate.open();

    for (CompletableFuture<EmbeddingResponse> each : asked) {
      float who = each.join().vector(0)[1];
      assertThat(each.join().vector(1)).containsExactly(3, who);
      assertThat(who).isEqualTo(2);
    }
  }

  /** Who has begun it is through before the last of the others is awake. */
  @Test
  void manyWhoAskForAllMakeOneRequestForThat() {
    a.answers(ScriptedVectors.of(1)).always(script -> script.fail(ErrorKind.SERVER));
    b.always(ScriptedVectors.of(2));
    llm.embed(EmbeddingRequest.of("seven").withModel("vectors"));
    Races.repeat(
        round -> {
          int beforeA = a.received();
          int beforeB = b.received();

          List<CompletableFuture<EmbeddingResponse>> asked =
              restFails(number -> EmbeddingRequest.of("seven", "news of round " + round));

          for (CompletableFuture<EmbeddingResponse> each : asked) {
            assertThat(each.join().vector(0)).containsExactly(5, 2);
            assertThat(each.join().vector(1)[1]).isEqualTo(2);
          }
          assertThat(b.received() - beforeB).as("requests for all").isOne();
          assertThat(a.received() - beforeA).as("requests that failed").isEqualTo(2);
        });
  }

  /** For the rest, and for all: no third one for whoever has joined others in both. */
  @Test
  void whereAllFailsAsTheRestDidItIsOverAfterTwoRequests() {
    a.answers(ScriptedVectors.of(1)).always(script -> script.fail(ErrorKind.SERVER));
    b.always(script -> script.fail(ErrorKind.SERVER));
    llm.embed(EmbeddingRequest.of("seven").withModel("vectors"));
    Races.repeat(
        round -> {
          int beforeA = a.received();
          int beforeB = b.received();

          List<CompletableFuture<EmbeddingResponse>> asked =
              restFails(number -> EmbeddingRequest.of("seven", "news of round " + round));

          assertThat(asked)
              .allSatisfy(each -> assertThat(Failed.kindOf(each)).isEqualTo(ErrorKind.SERVER));
          assertThat(a.received() - beforeA).as("at the model of the others").isEqualTo(2);
          assertThat(b.received() - beforeB).as("at the other one").isOne();
        });
  }

  @Test
  void whoKnowOtherTextsAskForOtherOnesThen() {
    a.answers(ScriptedVectors.of(1)).always(script -> script.fail(ErrorKind.SERVER));
    b.always(ScriptedVectors.of(2));
    llm.embed(EmbeddingRequest.of("seven", "three more").withModel("vectors"));
    Races.repeat(
        round -> {
          int before = b.received();

          List<CompletableFuture<EmbeddingResponse>> asked =
              restFails(
                  number ->
                      EmbeddingRequest.of(
                          number % 2 == 0 ? "seven" : "three more", "news of round " + round));

          for (int i = 0; i < asked.size(); i++) {
            float length = i % 2 == 0 ? 5 : 10;
            assertThat(asked.get(i).join().vector(0)).containsExactly(length, 2);
          }
          assertThat(b.received() - before).as("requests for all").isEqualTo(2);
        });
  }

  /** Many wait for the rest of their batches, which fails. */
  private List<CompletableFuture<EmbeddingResponse>> restFails(
      IntFunction<EmbeddingRequest> batches) {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    List<CompletableFuture<EmbeddingResponse>> asked = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      asked.add(llm.embedAsync(batches.apply(i).withModel("vectors")));
    }
    awaitWaiting(MANY);
    gate.open();
    return asked;
  }

  @Test
  void whatNobodyCouldRepeatFailsForAll() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.INVALID_REQUEST)).always("never");

    List<CompletableFuture<EmbeddingResponse>> asked = askedTogether();
    gate.open();

    assertThat(asked)
        .allSatisfy(each -> assertThat(Failed.kindOf(each)).isEqualTo(ErrorKind.INVALID_REQUEST));
    assertThat(a.received()).isOne();
  }

  @Test
  void whatCanBeRepeatedIsAskedForOnceMore() {
    Races.repeat(
        round -> {
          int before = a.received();
          Gate gate = Gate.closed();
          a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
          a.answers(ScriptedVectors.of(1));

          List<CompletableFuture<EmbeddingResponse>> asked = askedTogether();
          gate.open();

          assertThat(asked.stream().filter(each -> Failed.kindOf(each) == ErrorKind.SERVER))
              .as("who began it")
              .hasSize(1);
          for (CompletableFuture<EmbeddingResponse> each : asked) {
            if (Failed.kindOf(each) == null) {
              assertThat(each.join().vector(1)).containsExactly(5, 1);
              if (each.join().served().cache() != CacheStatus.MISS) {
                assertThat(each.join().served().cacheUse())
                    .extracting(CacheUse::target)
                    .isEqualTo("a/m");
              }
            }
          }
          assertThat(a.received() - before).isEqualTo(2);
          cache.invalidateIf(entry -> true);
        });
  }

  @Test
  void thatFailsAtMostTwiceHoweverFast() {
    a.always(script -> script.fail(ErrorKind.SERVER));
    Races.repeat(
        round -> {
          int before = a.received();
          Gate gate = Gate.closed();
          a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));

          List<CompletableFuture<EmbeddingResponse>> asked = askedTogether();
          gate.open();

          assertThat(asked)
              .allSatisfy(each -> assertThat(Failed.kindOf(each)).isEqualTo(ErrorKind.SERVER));
          assertThat(a.received() - before).isEqualTo(2);
        });
  }

  @Test
  void aFailureBetweenTheVectorsIsOneOfAllOfThem() {
    Gate gate = Gate.closed();
    a.answers(
        script ->
            script
                .waitFor(gate)
                .events(new VectorProduced(0, new float[] {9}))
                .fail(ErrorKind.STREAM_BROKEN));
    a.answers(ScriptedVectors.of(1));

    List<CompletableFuture<EmbeddingResponse>> asked = askedTogether();
    gate.open();

    assertThat(asked.stream().filter(each -> Failed.kindOf(each) != null))
        .as("who began it")
        .hasSize(1);
    assertThat(asked.stream().filter(each -> Failed.kindOf(each) == null))
        .allSatisfy(each -> assertThat(each.join().vector(0)).containsExactly(3, 1));
    assertThat(a.received()).isEqualTo(2);
  }
}
