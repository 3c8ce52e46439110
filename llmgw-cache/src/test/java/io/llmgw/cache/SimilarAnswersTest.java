package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered by the answer to a similar question. */
class SimilarAnswersTest {
  private static final Usage USAGE = Usage.reported(7, 3);
  private static final String KNOWN = "Which colour has the sky?";
  private static final String SIMILAR = "What is the colour of the sky?";
  private static final String NEAR = "Tell me the colour of the sky.";

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final List<String> embedded = new CopyOnWriteArrayList<>();
  private Semantic semantic = Semantic.by(this::embed);
  private ResponseCache cache = ResponseCache.ofMegabytes(1);
  private LlmClient llm;

  /** All questions are the same, and one is a little apart: its cosine with them is 0.96. */
  private float[] embed(String text) {
    embedded.add(text);
    return text.equals(NEAR) ? new float[] {0.96f, 0.28f} : new float[] {1, 0};
  }

  private LlmClient llm() {
    if (llm == null) {
      cache = cache.semantic(semantic);
      llm = LlmClient.builder().provider(a).defaultModel("a/m").time(time).use(cache).build();
    }
    return llm;
  }

  @AfterEach
  void close() {
    llm().close();
  }

  private ChatResponse ask(String question) {
    return llm().prompt(question).send();
  }

  @Test
  void aSimilarQuestionIsAnsweredByTheKeptAnswer() {
    a.answers(script -> script.text("bl").text("ue").usage(USAGE));
    ChatResponse first = ask(KNOWN);
    time.advance(Duration.ofSeconds(12));

    ChatResponse second = ask(SIMILAR);

    assertThat(a.received()).isOne();
    assertThat(second.text()).isEqualTo("blue");
    assertThat(second.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(second.served().usage()).isEqualTo(Usage.ZERO);
    var use = Objects.requireNonNull(second.served().cacheUse());
    assertThat(use.similarity()).isEqualTo(1.0);
    assertThat(use.key()).isEqualTo(Objects.requireNonNull(first.served().cacheUse()).key());
    assertThat(use.target()).isEqualTo("a/m");
    assertThat(use.age()).isEqualTo(Duration.ofSeconds(12));
    assertThat(use.savedUsage()).isEqualTo(USAGE);
    assertThat(second.served().trail())
        .anySatisfy(entry -> assertThat(entry.note()).contains("of similarity 1.0 was answered"));
  }

  @Test
  void anEqualQuestionIsAnsweredWithoutAnEmbedding() {
    a.answers("blue");
    ask(KNOWN);
    ChatResponse again = ask(KNOWN);

    assertThat(Objects.requireNonNull(again.served().cacheUse()).similarity()).isNull();
    assertThat(embedded).containsExactly(KNOWN);
  }

  @Test
  void anAnswerThatIsGivenForAnotherQuestionIsNotKeptAgain() {
    a.answers("blue");
    ask(KNOWN);
    ask(SIMILAR);

    assertThat(cache.size()).isOne();
    assertThat(Objects.requireNonNull(ask(SIMILAR).served().cacheUse()).similarity()).isOne();
  }

  @Test
  void whatIsNotSimilarEnoughIsAsked() {
    semantic = semantic.threshold(0.97);
    a.answers("blue").answers("azure");
    ask(KNOWN);

    assertThat(ask(NEAR).text()).isEqualTo("azure");
  }

  @Test
  void aNamespaceMayHaveAThresholdOfItsOwn() {
    semantic = semantic.threshold(0.97).threshold("loose", 0.9);
    cache = cache.with(CacheControl.DEFAULT.namespace("loose"));
    a.answers("blue");
    ask(KNOWN);

    ChatResponse near = ask(NEAR);

    assertThat(near.text()).isEqualTo("blue");
    assertThat(Objects.requireNonNull(near.served().cacheUse()).similarity()).isEqualTo(0.96);
  }

  @Test
  void aCallMayOnlyAskForMore() {
    semantic = semantic.threshold(0.9);
    cache = cache.with(CacheControl.DEFAULT.similarity(0.95));
    a.answers("blue").answers("azure");
    ask(KNOWN);

    assertThat(ask(NEAR).text()).as("as the client says").isEqualTo("blue");
    CacheControl more = CacheControl.DEFAULT.similarity(0.97).similarity(0);
    assertThat(llm().prompt(NEAR).with(more).text()).as("as the call says").isEqualTo("azure");
  }

  @Test
  void aCallCannotLoosenWhatItsModelOrTheClientSay() {
    CacheControl loose = CacheControl.DEFAULT.similarity(0);
    semantic = semantic.threshold(0.9);
    cache = cache.with(CacheControl.DEFAULT.similarity(0.95));
    cache = cache.forModel("a/m", CacheControl.DEFAULT.similarity(0.97));
    a.answers("blue").answers("azure").answers("grey");
    ask(KNOWN);

    assertThat(llm().prompt(NEAR).with(loose).text()).as("model").isEqualTo("azure");
    CacheControl exact = CacheControl.DEFAULT.exactOnly();
    CacheControl both =
        new CacheControl(null, null, null, null, null, null, null, null, null, 0.0, false);
    assertThat(both.or(exact).exact()).isTrue();
    assertThat(exact.or(both).exact()).isTrue();
    assertThat(both.or(CacheControl.DEFAULT.similarity(0.5)).similarity()).isEqualTo(0.5);
  }

  @Test
  void aCallCannotLoosenWhatTheCacheSays() {
    semantic = semantic.threshold(0.97);
    a.answers("blue").answers("azure");
    ask(KNOWN);

    assertThat(llm().prompt(NEAR).with(CacheControl.DEFAULT.similarity(0)).text())
        .isEqualTo("azure");
  }

  @Test
  void aCallMayTakeAnswersToEqualQuestionsAlone() {
    a.answers("blue").answers("azure");
    ask(KNOWN);
    embedded.clear();

    String answer = llm().prompt(SIMILAR).with(CacheControl.DEFAULT.exactOnly()).text();

    assertThat(answer).isEqualTo("azure");
    assertThat(embedded).isEmpty();
  }

  @Test
  void controlsHoldForSimilarQuestionsAsForEqualOnes() {
    a.answers("blue").answers("azure").answers("grey");
    llm().prompt(KNOWN).with(CacheControl.writeOnly()).text();

    assertThat(llm().prompt(SIMILAR).with(CacheControl.refresh()).text()).isEqualTo("azure");
    time.advance(Duration.ofMinutes(2));
    CacheControl young = CacheControl.DEFAULT.maxAge(Duration.ofMinutes(1));
    assertThat(llm().prompt(NEAR).with(young).text()).isEqualTo("grey");
    assertThat(llm().prompt("The sky has which colour?").with(CacheControl.readOnly()).text())
        .isIn("blue", "azure");
  }

  @Test
  void aCallWithANameIsNotAnsweredByAnother() {
    a.answers("blue").answers("azure");
    ask(KNOWN);

    assertThat(llm().prompt(SIMILAR).with(Idempotency.key("k")).text()).isEqualTo("azure");
    assertThat(embedded).hasSize(1);
  }

  @Test
  void whatIsDroppedIsNotFound() {
    a.answers("blue").answers("azure").answers("grey");
    ask(KNOWN);
    cache.invalidateModel("a/m");
    assertThat(ask(SIMILAR).text()).isEqualTo("azure");
    time.advance(ResponseCache.TTL);

    assertThat(ask(NEAR).text()).isEqualTo("grey");
  }

  @Test
  void theQuestionThatWasOfNoUseForTheLongestTimeMakesRoom() {
    semantic = Semantic.by(SimilarAnswersTest::byLength).mostEntries(2);
    a.answers("one").answers("two").answers("three").answers("again");
    ask("moon");
    ask("clouds");
    assertThat(ask("MOON").text()).isEqualTo("one");
    ask("mountain");

    assertThat(ask("Moon").text()).isEqualTo("one");
    assertThat(ask("Clouds").text()).isEqualTo("again");
  }

  /** Texts of one length are the same. */
  private static float[] byLength(String text) {
    return new float[] {text.length() % 2 == 0 ? text.length() - 6 : 99, 1};
  }

  @Test
  void imagesAndToolTurnsAreForEqualQuestionsAlone() {
    a.always("blue");
    ask(KNOWN);
    embedded.clear();
    Part image = Part.image(Media.of(new byte[] {1}, "image/png"));
    llm().chat(ChatRequest.builder().user(Part.text(SIMILAR), image).build());
    ToolCall call = new ToolCall("c", "sky", Json.ofText("{}"));
    llm()
        .chat(
            ChatRequest.builder()
                .user(SIMILAR)
                .message(Message.assistant(List.of(call)))
                .message(Message.tool(ToolResult.of("c", "blue")))
                .build());
    llm().chat(ChatRequest.builder().user(SIMILAR).message(Message.assistant("It")).build());
    llm().prompt("Why? ".repeat(2_000)).text();

    assertThat(a.received()).isEqualTo(5);
    assertThat(embedded).isEmpty();
  }

  @Test
  void anAnswerThatAsksForToolsIsNotGivenForAnotherQuestion() {
    cache = cache.with(CacheControl.DEFAULT.alsoToolCalls());
    a.answers(script -> script.toolCall("c", "x", "{}").completed(FinishReason.TOOL_CALLS));
    a.answers("blue");
    ask(KNOWN);

    assertThat(ask(KNOWN).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(ask(SIMILAR).text()).isEqualTo("blue");
  }

  @Test
  void aBadSettingNamesItsValueAndItsRange() {
    assertThatThrownBy(() -> semantic.threshold(1.1)).hasMessageContaining("0 to 1, not 1.1");
    assertThatThrownBy(() -> semantic.threshold("n", Double.NaN)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> semantic.mostEntries(0)).hasMessageContaining("1000000, not 0");
    assertThatThrownBy(() -> semantic.within(Duration.ZERO)).hasMessageContaining("not PT0S");
    assertThatThrownBy(() -> Semantic.byModel(" ")).hasMessageContaining("blank");
    assertThatThrownBy(() -> CacheControl.DEFAULT.similarity(-1))
        .hasMessageContaining("0 to 1, not -1");
  }

  @Test
  void whatIsKeptOfAQuestionCountsAsMemory() {
    semantic = Semantic.by(text -> ones(1_000));
    a.always("blue");
    llm().prompt(KNOWN).with(CacheControl.DEFAULT.exactOnly()).text();
    long without = cache.bytes();
    llm().prompt(KNOWN).with(CacheControl.refresh()).text();

    assertThat(cache.bytes() - without).isBetween(4_000L + 2 * KNOWN.length(), 10_000L);
  }

  private static float[] ones(int dimensions) {
    float[] vector = new float[dimensions];
    Arrays.fill(vector, 1);
    return vector;
  }

  @Test
  void anAnswerWhoseQuestionIsTooLargeForTheCacheIsFoundByEqualOnesAlone() {
    semantic = Semantic.by(text -> ones(40_000)); // an eighth of the cache is 131,072 bytes
    a.answers("blue").answers("azure");
    ask(KNOWN);

    assertThat(ask(SIMILAR).text()).isEqualTo("azure");
    assertThat(ask(KNOWN).text()).isEqualTo("blue");
  }

  @Test
  void theIndexHoldsNoMoreThanItMayAndNothingThatIsGone() {
    CountingIndex index = new CountingIndex();
    semantic = Semantic.by(SimilarAnswersTest::byLength).mostEntries(3).index(index);
    a.always("blue");
    for (int i = 0; i < 10; i++) {
      ask("no" + "o".repeat(i));
    }

    assertThat(index.held()).hasSize(3);
    llm().prompt("nooooooooo").with(CacheControl.refresh()).text();
    assertThat(index.held()).hasSize(3);
    cache.invalidateIf(entry -> true);
    assertThat(index.held()).isEmpty();
    llm().close();
    assertThat(index.isClosed()).isTrue();
  }

  @Test
  void whatIsDroppedWhileItIsAddedDoesNotStayInTheIndex() {
    CountingIndex index = new CountingIndex();
    semantic = semantic.index(index);
    a.always("blue");
    llm();
    index.beforeAdding(() -> cache.invalidateIf(entry -> true));

    ask(KNOWN);

    assertThat(index.held()).isEmpty();
  }

  @Test
  void theCallsOfLinksAreAnsweredByEqualOnesAlone() {
    cache = cache.semantic(semantic);
    a.always("blue");
    llm = LlmClient.builder().provider(a).defaultModel("a/m").use(cache).use(new Judge()).build();
    ask(KNOWN);
    ask("How big is an elephant?");

    assertThat(embedded).containsExactly(KNOWN, "How big is an elephant?");
  }

  /** Asks a question of its own for each call. */
  private static final class Judge implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("judge").in(Slot.GUARD);
    }

    @Override
    public EventStream intercept(Chain chain) {
      chain.internal(Purpose.of("judge"), ChatRequest.of("What shall I judge?"));
      return chain.proceed(chain.request());
    }
  }
}
