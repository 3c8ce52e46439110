package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Similar questions at the same time, and of several people. */
class SimilarCallsTest {
  private static final String KNOWN = "Which colour has the sky?";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String SIMILAR = "What is the colour of the sky?";

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final AtomicInteger embedded = new AtomicInteger();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Semantic allTheSame =
      Semantic.by(
          text -> {
            embedded.incrementAndGet();
            return new float[] {1};
          });
  private LlmClient llm;

  private void use(ResponseCache cache) {
    llm =
        LlmClient.builder()
            .provider(a)
            .alias("paced", Route.target("a/m").limits(TargetLimits.perTarget().concurrency(1)))
            .defaultModel("paced")
            .retries(Retries.none())
            .executor(callers)
            .use(Redaction.of(EntitySets.CONTACT))
            .use(cache)
            .build();
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  @Test
  @Fault("F127")
  void equalQuestionsAtOnceAreEmbeddedOnce() {
    use(ResponseCache.ofMegabytes(1).semantic(allTheSame));
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue"));
    List<CompletableFuture<ChatResponse>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(llm.prompt(KNOWN).async());
    }
    Patience.until("all to wait", () -> Waiting.forFlights() == 50);
    gate.open();

    assertThat(asked).allSatisfy(each -> assertThat(each.join().text()).isEqualTo("blue"));
    assertThat(embedded).hasValue(1);
    assertThat(a.received()).isOne();
  }

  @Test
  void nobodyIsStuckWhereEmbeddingsGoToTheTargetThatTakesOneCallAtATime() throws Exception {
    use(ResponseCache.ofMegabytes(4).semantic(Semantic.byModel("paced").within(MINUTE)));
    a.always(
        (call, script) -> {
          if (call.request() instanceof EmbeddingRequest) {
            script.events(new VectorProduced(0, new float[] {1, 0}));
          } else {
            script.text("fine");
          }
        });
    List<CompletableFuture<ChatResponse>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(llm.prompt("Is number " + i + " free?").async());
    }

    CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0])).get(50, TimeUnit.SECONDS);

    assertThat(asked).allSatisfy(each -> assertThat(each.join().text()).isEqualTo("fine"));
    assertThat(a.received()).as("each is embedded and asked").isEqualTo(400);
  }

  @Test
  void theVectorOfATextIsKeptAlsoWhereItsQuestionIsAskedAnew() {
    ResponseCache cache = ResponseCache.ofMegabytes(1).semantic(Semantic.byModel("a/e"));

    assertThat(embeddingsOfTwoRefreshes(cache)).isOne();
  }

  @Test
  void unlessTheHostSaysOtherwiseOfItsModel() {
    ResponseCache cache = ResponseCache.ofMegabytes(1).semantic(Semantic.byModel("a/e"));

    assertThat(embeddingsOfTwoRefreshes(cache.forModel("a/e", CacheControl.off()))).isEqualTo(2);
  }

  private long embeddingsOfTwoRefreshes(ResponseCache cache) {
    use(cache);
    a.always(
        (call, script) -> {
          if (call.request() instanceof EmbeddingRequest) {
            script.events(new VectorProduced(0, new float[] {1, 0}));
          } else {
            script.text("blue");
          }
        });
    llm.prompt(KNOWN).with(CacheControl.refresh()).send();
    llm.prompt(KNOWN).with(CacheControl.refresh()).send();
    return a.received() - 2;
  }

  @Test
  @Fault("F131")
  void whoWantsEqualQuestionsAloneDoesNotJoinWhoTakesSimilarOnes() {
    assertApart(CacheControl.DEFAULT.exactOnly());
  }

  @Test
  @Fault("F131")
  void whoWantsMoreSimilarityDoesNotJoinWhoWantsLess() {
    assertApart(CacheControl.DEFAULT.similarity(0.99));
  }

  @Test
  void whoWantsYoungAnswersDoesNotJoinWhoTakesAny() {
    assertApart(CacheControl.DEFAULT.maxAge(Duration.ZERO));
  }

  /** Asks while another call looks for similar questions; their cosine is 0.96. */
  private void assertApart(CacheControl control) {
    Gate gate = Gate.closed();
    Semantic slow =
        Semantic.by(
                text -> {
                  if (text.equals(SIMILAR) && gate.arrivals() == 0) {
                    gate.pass();
                  }
                  return text.equals(SIMILAR) ? new float[] {0.96f, 0.28f} : new float[] {1, 0};
                })
            .within(MINUTE);
    use(ResponseCache.ofMegabytes(1).semantic(slow));
    a.answers("blue").answers("azure");
    llm.prompt(KNOWN).send();
    CompletableFuture<ChatResponse> loose = llm.prompt(SIMILAR).async();
    gate.awaitArrivals(1);

    CompletableFuture<ChatResponse> other = llm.prompt(SIMILAR).with(control).async();
    a.awaitReceived(2);
    gate.open();

    assertThat(other.join().text()).isEqualTo("azure");
    assertThat(loose.join().served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void nothingThatIsDroppedWhileItIsKeptStaysInTheIndex() {
    CountingIndex index = new CountingIndex();
    ResponseCache cache = ResponseCache.ofMegabytes(1).semantic(allTheSame.index(index));
    use(cache);
    a.always("fine");
    Races.repeat(
        round -> {
          List<CompletableFuture<?>> all = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            String question = "question " + i;
            all.add(CompletableFuture.runAsync(() -> llm.prompt(question).text(), callers));
            all.add(CompletableFuture.runAsync(() -> cache.invalidateIf(entry -> true), callers));
          }
          CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
          cache.invalidateIf(entry -> true);

          assertThat(index.held()).as("round %s", round).isEmpty();
        });
  }

  @Test
  void eachGetsHisOwnDataBack() {
    use(ResponseCache.ofMegabytes(1).semantic(allTheSame));
    a.answers(script -> script.text("Hello <EMA").text("IL_1>, welcome."));

    ChatResponse ada = llm.prompt("Write a greeting to ada@example.com.").send();
    ChatResponse bob = llm.prompt("Please write a greeting to bob@example.org").send();

    assertThat(ada.text()).isEqualTo("Hello ada@example.com, welcome.");
    assertThat(bob.text()).isEqualTo("Hello bob@example.org, welcome.");
    assertThat(bob.served().cache()).isEqualTo(CacheStatus.HIT);
    try (ChatStream stream = llm.prompt("Write a greeting for cid@example.net!").stream()) {
      assertThat(String.join("", stream.text())).isEqualTo("Hello cid@example.net, welcome.");
      assertThat(stream.response().served().cache()).isEqualTo(CacheStatus.HIT);
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void dataInAnotherPlaceIsAnotherQuestion() {
    use(ResponseCache.ofMegabytes(1).semantic(allTheSame));
    a.answers("Dear <EMAIL_1>, <EMAIL_2> says hello.").answers("other");

    llm.prompt("Greet ada@example.com on behalf of bob@example.org.").send();
    String swapped = llm.prompt("Greet ada@example.com.").text();

    assertThat(swapped).isEqualTo("other");
  }
}
