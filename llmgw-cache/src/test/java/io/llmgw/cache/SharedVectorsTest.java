package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.ServedReply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that ask for the vectors of the same texts at the same time. */
class SharedVectorsTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1);
  private final LlmClient llm = client(cache);

  private LlmClient client(ResponseCache used) {
    return LlmClient.builder()
        .provider(a)
        .alias("vectors", Route.target("a/m"))
        .defaultModel("a/m")
        .retries(Retries.none())
        .executor(callers)
        .use(used)
        .build();
  }

  @BeforeEach
  void watch() {
    leaks.of(a);
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private CompletableFuture<EmbeddingResponse> asks(String... texts) {
    return llm.embedAsync(EmbeddingRequest.of(texts));
  }

  private static void awaitWaiting(int count) {
    Patience.until(count + " to wait", () -> Waiting.forFlights() == count);
  }

  /** The next request, which waits for this. */
  private void answersAfter(Gate gate) {
    a.answers(
        (call, script) -> {
          script.waitFor(gate);
          ScriptedVectors.write(call, script, 1);
        });
  }

  private static CacheUse use(EmbeddingResponse response) {
    return Objects.requireNonNull(response.served().cacheUse());
  }

  @Test
  void whoJoinsIsToldSoAndPaysNothing() {
    Gate gate = Gate.closed();
    answersAfter(gate);
    CompletableFuture<EmbeddingResponse> first = asks("one", "three");
    a.awaitReceived(1);
    CompletableFuture<EmbeddingResponse> second = asks("one", "three");
    awaitWaiting(2);
    gate.open();

    EmbeddingResponse joined = second.join();

    assertThat(joined.vector(0)).containsExactly(3, 1);
    assertThat(joined.vector(1)).containsExactly(5, 1);
    assertThat(joined.served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(joined.usage()).as("of the answer").isEqualTo(ScriptedVectors.usage(2));
    assertThat(joined.served().usage()).isEqualTo(Usage.ZERO);
    assertThat(joined.served().attempts()).isEmpty();
    assertThat(use(joined).target()).isEqualTo("a/m");
    assertThat(use(joined).age()).isNull();
    assertThat(use(joined).savedUsage()).isEqualTo(Usage.ZERO);
    assertThat(first.join().served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(first.join().served().usage()).isEqualTo(ScriptedVectors.usage(2));
    assertThat(a.received()).isOne();
  }

  @Test
  void whoWantsNothingKeptSharesWithThoseWhoDo() {
    Gate gate = Gate.closed();
    answersAfter(gate);
    CompletableFuture<EmbeddingResponse> first = asks("one", "three");
    a.awaitReceived(1);
    CompletableFuture<EmbeddingResponse> second =
        llm.embedAsync(EmbeddingRequest.of("one", "three").with(CacheControl.readOnly()));
    awaitWaiting(2);
    gate.open();

    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(asks("one", "three").join().served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(first.join().vectors()).hasSize(2);
    assertThat(a.received()).isOne();
  }

  @Test
  void whoKnowsAPartIsToldOfThatAsWell() {
    a.answers(ScriptedVectors.of(1));
    asks("seven").join();
    Gate gate = Gate.closed();
    answersAfter(gate);
    CompletableFuture<EmbeddingResponse> first = asks("one", "three");
    a.awaitReceived(2);
    CompletableFuture<EmbeddingResponse> second = asks("one", "seven", "three", "one");
    awaitWaiting(2);
    gate.open();

    EmbeddingResponse joined = second.join();

    assertThat(joined.vectors().stream().map(vector -> (int) vector[0]))
        .containsExactly(3, 5, 5, 3);
    assertThat(joined.served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(use(joined).age()).isNotNull();
    assertThat(use(joined).savedUsage().total().tokens()).isEqualTo(10);
    assertThat(joined.usage().total().tokens()).isEqualTo(30);
    assertThat(joined.served().usage()).isEqualTo(Usage.ZERO);
    assertThat(first.join().served().usage()).isEqualTo(ScriptedVectors.usage(2));
    assertThat(a.received()).isEqualTo(2);
  }

  /** What holds for texts of which some are the same, and for others in their order. */
  @Test
  void otherTextsAreNotHeldUpByThem() {
    Gate gate = Gate.closed();
    answersAfter(gate);
    a.always(ScriptedVectors.of(1));
    CompletableFuture<EmbeddingResponse> first = asks("one", "three");
    a.awaitReceived(1);

    assertThat(asks("three", "seven").join().served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(asks("one").join().vector(0)).containsExactly(3, 1);
    assertThat(llm.embed(EmbeddingRequest.of("one", "three").toBuilder().dimensions(2).build()))
        .isNotNull();

    assertThat(a.received()).isEqualTo(4);
    gate.open();
    assertThat(first.join().vector(1)).containsExactly(5, 1);
  }

  @Test
  void whoIsHeldToAModelJoinsNobodyWhoIsNot() {
    Gate gate = Gate.closed();
    a.answers(ScriptedVectors.of(1));
    answersAfter(gate);
    a.always(ScriptedVectors.of(1));
    llm.embed(EmbeddingRequest.of("seven").withModel("vectors"));
    CompletableFuture<EmbeddingResponse> free =
        llm.embedAsync(EmbeddingRequest.of("one").withModel("vectors"));
    a.awaitReceived(2);

    EmbeddingResponse held = llm.embed(EmbeddingRequest.of("seven", "one").withModel("vectors"));

    assertThat(held.served().cache()).isEqualTo(CacheStatus.MISS);
    gate.open();
    assertThat(free.join().served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(a.received()).isEqualTo(3);
  }

  /** He would fail with that model, where his route has others. */
  @Test
  void whoIsHeldToNoModelJoinsNobodyWhoIs() {
    Gate gate = Gate.closed();
    a.answers(ScriptedVectors.of(1));
    answersAfter(gate);
    a.always(ScriptedVectors.of(1));
    llm.embed(EmbeddingRequest.of("seven").withModel("vectors"));
    CompletableFuture<EmbeddingResponse> held =
        llm.embedAsync(EmbeddingRequest.of("seven", "one").withModel("vectors"));
    a.awaitReceived(2);

    EmbeddingResponse free = llm.embed(EmbeddingRequest.of("one").withModel("vectors"));

    assertThat(free.served().cache()).isEqualTo(CacheStatus.MISS);
    gate.open();
    assertThat(held.join().served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(a.received()).isEqualTo(3);
  }

  @Test
  @Fault("F129")
  void theFirstMayLeaveAndTheOthersStay() {
    Gate gate = Gate.closed();
    answersAfter(gate);
    CompletableFuture<EmbeddingResponse> first = asks("one");
    a.awaitReceived(1);
    CompletableFuture<EmbeddingResponse> second = asks("one");
    awaitWaiting(2);

    first.cancel(true);
    awaitWaiting(1);
    gate.open();

    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(llm.embed("one").served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }

  @Test
  @Fault("F129")
  void theLastOneOutEndsTheRequest() {
    a.answers(script -> script.hang());
    CompletableFuture<EmbeddingResponse> first = asks("one");
    CompletableFuture<EmbeddingResponse> second = asks("one");
    a.awaitReceived(1);
    awaitWaiting(2);

    first.cancel(true);
    second.cancel(true);

    a.awaitNoOpenStreams();
  }

  /** On the wire: the server sees him go, and nobody before. */
  @Test
  @Fault("F129")
  void theLastOneOutEndsTheRequestAtTheProvider() {
    Reply never = Reply.text("vectors").stallBeforeHead();
    try (SimulatedProvider server = SimulatedProvider.openAi().answer(never).start();
        LlmClient own =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .retries(Retries.none())
                .executor(callers)
                .use(ResponseCache.ofMegabytes(1))
                .build()) {
      List<CompletableFuture<EmbeddingResponse>> asked = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        asked.add(own.embedAsync(EmbeddingRequest.of("one", "three")));
      }
      server.awaitRequests(1);
      awaitWaiting(3);

      asked.get(0).cancel(true);
      asked.get(1).cancel(true);
      awaitWaiting(1);
      assertThat(server.log()).isEmpty();
      asked.get(2).cancel(true);

      server.awaitServed(1);
      assertThat(server.log().get(0).ending()).isEqualTo(ServedReply.Ending.LEFT);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void whoAsksAfterAnInvalidationAsksAnew() {
    Gate gate = Gate.closed();
    answersAfter(gate);
    a.answers(ScriptedVectors.of(2));
    CompletableFuture<EmbeddingResponse> first = asks("one");
    a.awaitReceived(1);

    cache.invalidateNamespace(ResponseCache.NAMESPACE);

    assertThat(llm.embed("one").vector(0)).containsExactly(3, 2);
    gate.open();
    assertThat(first.join().vector(0)).containsExactly(3, 1);
    assertThat(llm.embed("one").vector(0)).as("is kept").containsExactly(3, 2);
  }

  static Stream<CacheControl> thoseThatShareWithTheirLike() {
    return Stream.of(
        CacheControl.DEFAULT,
        CacheControl.readOnly(),
        CacheControl.refresh(),
        CacheControl.DEFAULT.maxAge(Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @MethodSource("thoseThatShareWithTheirLike")
  void shares(CacheControl control) {
    assertThat(requestsOfTwo(llm, control, control)).isOne();
  }

  static Stream<CacheControl> thoseThatShareNothing() {
    return Stream.of(CacheControl.off(), CacheControl.writeOnly());
  }

  @ParameterizedTest
  @MethodSource("thoseThatShareNothing")
  void sharesNot(CacheControl control) {
    assertApart(llm, control, control);
  }

  @Test
  void whoTakesVectorsThatOthersDoNotIsApartFromThem() {
    CacheControl all = CacheControl.DEFAULT;

    assertApart(llm, all, all.alsoStandIns());
  }

  /** What the other one may be given after all is too old for him. */
  @Test
  void whoWantsYoungerVectorsIsApartFromOthers() {
    CacheControl all = CacheControl.DEFAULT;

    assertApart(llm, all, all.maxAge(Duration.ofMinutes(5)));
  }

  @Test
  void withoutSharingEachAsksByItself() {
    try (LlmClient own = client(ResponseCache.ofMegabytes(1).withoutSharing())) {
      assertApart(own, CacheControl.DEFAULT, CacheControl.DEFAULT);
    }
  }

  /** Two that are under way at the same time, each by a request of its own. */
  private void assertApart(LlmClient client, CacheControl one, CacheControl other) {
    Gate gate = Gate.closed();
    answersAfter(gate);
    a.always(ScriptedVectors.of(1));
    CompletableFuture<EmbeddingResponse> first =
        client.embedAsync(EmbeddingRequest.of("one").with(one));
    CompletableFuture<EmbeddingResponse> second =
        client.embedAsync(EmbeddingRequest.of("one").with(other));
    a.awaitReceived(2);
    gate.open();
    assertThat(first.join().vector(0)).isEqualTo(second.join().vector(0));
  }

  /** Of two that are under way at the same time. */
  private int requestsOfTwo(LlmClient client, CacheControl one, CacheControl other) {
    Gate gate = Gate.closed();
    answersAfter(gate);
    a.always(ScriptedVectors.of(1));
    CompletableFuture<EmbeddingResponse> first =
        client.embedAsync(EmbeddingRequest.of("one").with(one));
    a.awaitReceived(1);
    CompletableFuture<EmbeddingResponse> second =
        client.embedAsync(EmbeddingRequest.of("one").with(other));
    Patience.until(
        "the second to join, or to be answered",
        () -> second.isDone() || Waiting.forFlights() == 2);
    gate.open();
    assertThat(first.join().vector(0)).isEqualTo(second.join().vector(0));
    return a.received();
  }
}
