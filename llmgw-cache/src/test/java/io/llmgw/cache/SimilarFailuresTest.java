package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with embeddings or with the index, the call goes on without. */
@Fault("F134")
class SimilarFailuresTest {
  private static final String KNOWN = "Which colour has the sky?";
  private static final String SIMILAR = "What is the colour of the sky?";
  private static final String OTHER = "Tell me the colour of the sky.";

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider vectors = ScriptedProvider.named("v");
  private final ScriptedProvider others = ScriptedProvider.named("w");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private String poor = "nobody";
  private ResponseCache cache;
  private LlmClient llm;

  private void use(Semantic semantic) {
    useAt(semantic, 0);
  }

  private void useAt(Semantic semantic, double threshold) {
    use(semantic.threshold(threshold), UnaryOperator.identity());
  }

  private void use(Semantic semantic, UnaryOperator<ResponseCache> how) {
    cache = how.apply(ResponseCache.ofMegabytes(1).semantic(semantic));
    llm =
        LlmClient.builder()
            .provider(a)
            .provider(vectors)
            .provider(others)
            .alias("vectors", Route.ordered(Route.target("v/m"), Route.target("w/m")))
            .defaultModel("a/m")
            .retries(Retries.none())
            .time(time)
            .closeGrace(Duration.ZERO)
            .executor(callers)
            .use(new Budget())
            .use(cache)
            .build();
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private ChatResponse ask(String question) {
    return llm.prompt(question).send();
  }

  private static void assertNoted(ChatResponse answer, String note) {
    assertThat(answer.served().trail())
        .anySatisfy(entry -> assertThat(entry.note()).contains(note));
  }

  @Test
  void anEmbedderThatThrowsIsPassedBy() {
    use(
        Semantic.by(
            text -> {
              throw new AssertionError("no " + text);
            }));
    a.answers("blue").answers("azure");
    ask(KNOWN);

    ChatResponse second = ask(SIMILAR);

    assertThat(second.text()).isEqualTo("azure");
    assertThat(second.served().cache()).isEqualTo(CacheStatus.MISS);
    assertNoted(second, "the embedding failed");
    assertThat(second.served().trail().toString()).doesNotContain(SIMILAR);
  }

  @Test
  void anEmbedderForWhichTheJvmHasNoThreadLeftIsPassedBy() {
    use(Semantic.by(text -> new float[] {1}).threshold(0), ResponseCache::withoutSharing);
    a.answers("blue").answers("azure");

    ChatResponse without = NoThreads.during(() -> ask(KNOWN));
    ask(KNOWN); // is kept, and found by itself alone

    assertThat(without.text()).isEqualTo("blue");
    assertNoted(without, "the embedding failed");
    assertThat(ask(SIMILAR).text()).as("there are threads again").isEqualTo("azure");
    assertThat(ask(OTHER).text()).isEqualTo("azure");
  }

  @Test
  void vectorsWithoutADirectionArePassedBy() {
    List<float[]> broken = new ArrayList<>();
    broken.add(new float[0]);
    broken.add(new float[] {0, 0});
    broken.add(new float[] {1, Float.NaN});
    broken.add(new float[] {Float.POSITIVE_INFINITY});
    use(Semantic.by(text -> broken.get(text.length() - 1)));
    a.always("blue");

    for (String question : List.of("a", "bb", "ccc", "dddd")) {
      assertNoted(ask(question), "the embedding failed");
    }
    assertThat(a.received()).isEqualTo(4);
  }

  @Test
  void aVectorOfAnotherLengthIsComparedWithNoOther() {
    use(Semantic.by(text -> text.equals(KNOWN) ? new float[] {1} : new float[] {1, 0}));
    a.answers("blue").answers("azure");
    ask(KNOWN);

    ChatResponse second = ask(SIMILAR);

    assertThat(second.text()).isEqualTo("azure");
    assertNoted(second, "the embedding has 2 numbers, not 1");
    a.answers("cyan");
    ask(OTHER); // the new length is the usual one from now on
    assertThat(ask("The colour of the sky is what?").text()).isEqualTo("cyan");
  }

  @Test
  void anEmbedderThatTakesTooLongIsNotWaitedFor() {
    Gate gate = Gate.closed();
    use(Semantic.by(text -> blocked(gate)).within(Duration.ofSeconds(2)));
    a.answers("blue");
    CompletableFuture<ChatResponse> asked = llm.prompt(KNOWN).async();
    gate.awaitArrivals(1);

    time.advance(Duration.ofSeconds(2));

    assertThat(asked.join().text()).isEqualTo("blue");
  }

  private static float[] blocked(Gate gate) throws InterruptedException {
    gate.pass();
    return new float[] {1};
  }

  @Test
  void aCancelEndsTheWaitAndTheCallAndIsNoFailureOfTheEmbedder() {
    Gate gate = Gate.closed();
    use(Semantic.by(text -> blocked(gate)));
    a.answers("blue");
    for (int i = 1; i <= 6; i++) {
      CancelHandle handle = new CancelHandle();
      CompletableFuture<ChatResponse> asked =
          CompletableFuture.supplyAsync(
              () -> llm.prompt(KNOWN).cancelledBy(handle).send(), callers);
      gate.awaitArrivals(i);
      handle.cancel();
      assertThatThrownBy(asked::join).cause().isInstanceOf(CallCancelledException.class);
    }
    gate.open();

    ask(OTHER);

    assertThat(a.received()).isOne();
    assertThat(gate.arrivals()).as("it is asked as before").isEqualTo(7);
  }

  @Test
  void whatFailsAgainAndAgainIsLeftAloneForAWhile() {
    AtomicInteger asked = new AtomicInteger();
    use(
        Semantic.by(
            text -> {
              asked.incrementAndGet();
              throw new IllegalStateException();
            }));
    a.always("blue");
    for (int i = 0; i < 7; i++) {
      ask("question " + i);
    }

    assertThat(asked).hasValue(5);
    time.advance(Duration.ofSeconds(10));
    ask("another");
    assertThat(asked).hasValue(6);
  }

  /** Who has no money left for embeddings, or may not have any, takes them from nobody else. */
  @Test
  void whatIsRefusedToOneCallerIsNoFailureOfTheModel() {
    poor = "acme";
    use(Semantic.byModel("v/m"));
    vectors.always((call, script) -> script.events(new VectorProduced(0, new float[] {3, 4})));
    a.always("blue");
    for (int i = 0; i < 7; i++) {
      ChatResponse answer = llm.forCaller(Caller.tenant("acme")).prompt("question " + i).send();
      assertNoted(answer, "the embedding failed with BUDGET");
    }

    llm.forCaller(Caller.tenant("globex")).prompt(KNOWN).send();

    assertThat(vectors.received()).isOne();
  }

  /** A budget, as hosts have them. */
  private final class Budget implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("budget").in(Slot.SPEND);
    }

    @Override
    public EventStream intercept(Chain chain) {
      boolean isSpent =
          chain.context().caller().tenant() != null
              && chain.context().caller().tenant().equals(poor)
              && chain.request() instanceof EmbeddingRequest;
      if (isSpent) {
        throw LlmException.of(ErrorKind.BUDGET, "spent").build();
      }
      return chain.proceed(chain.request());
    }
  }

  @Test
  void anEmbeddingModelThatFailsIsPassedBy() {
    use(Semantic.byModel("v/m"));
    vectors.fails(ErrorKind.SERVER);
    a.answers("blue");

    ChatResponse answer = ask(KNOWN);

    assertThat(answer.text()).isEqualTo("blue");
    assertNoted(answer, "the embedding failed with SERVER");
  }

  @Test
  void anEmbeddingModelThatTakesTooLongIsNotWaitedFor() {
    use(Semantic.byModel("v/m").within(Duration.ofSeconds(2)));
    vectors.answers(script -> script.hang());
    a.answers("blue");
    CompletableFuture<ChatResponse> asked = llm.prompt(KNOWN).async();
    vectors.awaitReceived(1);

    time.advance(Duration.ofSeconds(2));

    assertThat(asked.join().text()).isEqualTo("blue");
    vectors.awaitNoOpenStreams();
  }

  @Test
  void aModelOfTheGatewayEmbedsOnceForEachText() {
    use(Semantic.byModel("v/m"));
    vectors.always((call, script) -> script.events(new VectorProduced(0, new float[] {3, 4})));
    a.answers("blue").answers("azure");

    ask(KNOWN);
    assertThat(ask(SIMILAR).text()).isEqualTo("blue");
    assertThat(llm.prompt(SIMILAR).with(CacheControl.refresh()).text()).isEqualTo("azure");

    assertThat(ask(OTHER).text()).isIn("blue", "azure");
    assertThat(vectors.received()).as("a text that is known is not embedded again").isEqualTo(3);
    assertThat(vectors.requests())
        .allSatisfy(request -> assertThat(request).isNotInstanceOf(ChatRequest.class));
  }

  @Test
  void vectorsOfTwoModelsBehindAnAliasAreNotCompared() {
    use(Semantic.byModel("vectors"));
    vectors.answers(script -> script.events(new VectorProduced(0, new float[] {3, 4})));
    vectors.fails(ErrorKind.SERVER);
    others.always((call, script) -> script.events(new VectorProduced(0, new float[] {3, 4})));
    a.answers("blue").answers("azure");
    ask(KNOWN);

    ChatResponse second = ask(SIMILAR);

    assertThat(others.received()).isOne();
    assertThat(second.text()).isEqualTo("azure");
  }

  @Test
  void anIndexThatThrowsIsPassedBy() {
    assertPassedBy(
        new BrokenIndex(
            () -> {
              throw new IllegalStateException();
            }));
  }

  @Test
  void anIndexWithoutItsLibraryIsPassedBy() {
    assertPassedBy(
        new BrokenIndex(
            () -> {
              throw new UnsatisfiedLinkError();
            }));
  }

  /** It throws also when it is to remove what is dropped, on the thread that drops it. */
  @Test
  void anIndexThatFailsToRemoveLetsAnInvalidationBe() {
    use(
        Semantic.lexical()
            .index(
                new BrokenIndex(
                    () -> {
                      throw new AssertionError();
                    })));
    a.answers("blue").answers("azure");
    ask(KNOWN);

    assertThat(cache.invalidateNamespace(ResponseCache.NAMESPACE)).isOne();

    assertThat(ask(KNOWN).text()).isEqualTo("azure");
  }

  private void assertPassedBy(VectorIndex broken) {
    use(Semantic.lexical().index(broken));
    a.answers("blue").answers("azure");

    assertThat(ask(KNOWN).text()).isEqualTo("blue");
    ChatResponse second = ask(SIMILAR);
    assertThat(second.text()).isEqualTo("azure");
    assertNoted(second, "the index failed");
    assertThat(ask(KNOWN).served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void whatAnIndexSaysOfSimilarityIsNotBelieved() {
    Map<String, float[]> known =
        Map.of(
            KNOWN, new float[] {1, 0},
            OTHER, new float[] {0, 1},
            SIMILAR, new float[] {0.96f, 0.28f});
    useAt(Semantic.by(known::get).index(new BoastfulIndex()), 0.95);
    a.answers("blue").answers("azure");

    ask(KNOWN);
    assertThat(ask(OTHER).text()).isEqualTo("azure");
    ChatResponse third = ask(SIMILAR);

    assertThat(third.text()).isEqualTo("blue");
    assertThat(third.served().cacheUse().similarity()).isEqualTo(0.96);
  }

  @Test
  void anIndexThatMixesWhatCannotBeComparedIsPassedBy() {
    use(
        Semantic.by(text -> text.equals(KNOWN) ? new float[] {1, 0} : new float[] {1, 0, 0})
            .index(new BoastfulIndex()));
    a.answers("blue").answers("azure").answers("gray");
    ask(KNOWN);
    ask(SIMILAR);

    assertThat(ask(OTHER).text()).isEqualTo("gray");
  }

  private record BrokenIndex(Runnable failure) implements VectorIndex {
    @Override
    public void add(String group, long id, float[] vector) {
      failure.run();
    }

    @Override
    public void remove(String group, long id) {
      failure.run();
    }

    @Override
    public List<Near> nearest(String group, float[] vector, int most, double least) {
      failure.run();
      return List.of();
    }
  }

  /** Takes all for the same, whatever they are, and gives more than is wanted. */
  private static final class BoastfulIndex implements VectorIndex {
    private final List<Near> all = new CopyOnWriteArrayList<>();

    @Override
    public void add(String group, long id, float[] vector) {
      all.add(0, new Near(id, 1));
    }

    @Override
    public void remove(String group, long id) {
      all.removeIf(near -> near.id() == id);
    }

    @Override
    public List<Near> nearest(String group, float[] vector, int most, double least) {
      return all;
    }
  }
}
