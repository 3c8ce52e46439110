package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of the answers to a call that wants a value those are given again that are one. */
class KeptValuesTest {
  private static final String JSON = "{\"name\":\"Oslo\",\"people\":7}";
  private static final City OSLO = new City("Oslo", 7);

  record City(String name, int people) {}

  @RegisterExtension private final OneModel model = new OneModel();
  private final ScriptedProvider a = model.provider;
  private final VirtualTime time = model.time;
  private final ExecutorService callers = model.callers;
  private final MapStore store = new MapStore();
  private LlmClient llm;

  @BeforeEach
  void useCache() {
    use(ResponseCache.ofMegabytes(1));
  }

  private void use(ResponseCache cache) {
    llm = model.client(cache);
  }

  private City ask() {
    return llm.prompt("City?").as(City.class);
  }

  private void assertInvalid() {
    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            LlmException.class,
            error -> assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ANSWER));
  }

  /** What the first round of the call asks, by a caller who wants no value. */
  private ChatRequest asText() {
    ChatContent content = ((ChatRequest) a.requests().get(0)).content();
    return ChatRequest.of(content.messages()).withContent(content);
  }

  /** The last of four requests is no repair. */
  private void assertAskedInOneRound() {
    assertThat(a.received()).isEqualTo(4);
    assertThat(((ChatRequest) a.requests().get(3)).content().messages())
        .hasSameSizeAs(((ChatRequest) a.requests().get(0)).content().messages());
  }

  @Test
  void oneThatFitsIsGivenAgain() {
    a.answers(JSON);

    assertThat(ask()).isEqualTo(OSLO);
    assertThat(ask()).isEqualTo(OSLO);
    assertThat(a.received()).isOne();
  }

  @Test
  void oneInAFenceToo() {
    a.answers("```json\n" + JSON + "\n```");

    assertThat(ask()).isEqualTo(OSLO);
    assertThat(ask()).isEqualTo(OSLO);
    assertThat(a.received()).isOne();
  }

  @Test
  void whatFailsForWantOfAValueIsAskedForAnew() {
    a.answers("Oslo, I think").answers("Sorry, Oslo").answers(JSON);

    assertInvalid();

    assertThat(ask()).isEqualTo(OSLO);
    assertThat(a.received()).isEqualTo(3);
    assertThat(ask()).isEqualTo(OSLO);
    assertThat(a.received()).isEqualTo(3);
  }

  @Test
  void theRepairIsGivenAgainAndWhatItRepairsIsNot() {
    a.answers("Oslo, I think").answers(JSON);
    assertThat(ask()).isEqualTo(OSLO);

    a.answers("Oslo, I think");
    assertThat(ask()).isEqualTo(OSLO);

    assertThat(a.received()).as("the same mistake has the same repair").isEqualTo(3);
  }

  @Test
  void aValueByAToolToo() {
    ExpectedAnswer byTool = ExpectedAnswer.of(JsonType.of(City.class)).form(AnswerForm.TOOL);
    CacheControl tools = CacheControl.DEFAULT.alsoToolCalls();
    a.answers(script -> script.toolCall("1", ExpectedAnswer.TOOL_NAME, "{\"name\":1}"));
    a.answers(script -> script.toolCall("2", ExpectedAnswer.TOOL_NAME, JSON));
    a.answers(script -> script.toolCall("3", ExpectedAnswer.TOOL_NAME, JSON));

    for (int i = 0; i < 3; i++) {
      assertThat(llm.prompt("City?").with(byTool).with(tools).send().value().text())
          .isEqualTo(JSON);
    }

    assertThat(a.received()).isEqualTo(3);
  }

  @Test
  void whatSomebodyElseTookForAnAnswerIsNoneForWhoWantsAValue() {
    a.answers("Oslo, I think").answers("Sorry, Oslo").answers("It is Oslo").answers(JSON);
    assertInvalid();
    ChatRequest text = asText();
    llm.chat(text);
    assertThat(llm.chat(text).served().cache()).isEqualTo(CacheStatus.HIT);

    assertThat(ask()).isEqualTo(OSLO);
    assertThat(llm.chat(text).text()).as("in its place").isEqualTo(JSON);
    assertThat(a.received()).isEqualTo(4);
  }

  @Test
  void notWhereItStandsInForAFailure() {
    use(ResponseCache.ofMegabytes(1).ttl(Duration.ofHours(1)).staleIfError(Duration.ofHours(9)));
    a.answers("Oslo, I think").answers("Sorry, Oslo").answers("It is Oslo");
    assertInvalid();
    ChatRequest text = asText();
    llm.chat(text);
    time.advance(Duration.ofHours(2));
    a.fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);

    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            LlmException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.SERVER));
    assertThat(llm.chat(text).served().cache()).isEqualTo(CacheStatus.STALE);
  }

  @Test
  void notWhereTheSecondLevelStandsInForAFailure() {
    ResponseCache hour = ResponseCache.ofMegabytes(1).ttl(Duration.ofHours(1));
    use(hour.staleIfError(Duration.ofHours(9)).secondLevel(store));
    a.answers("Oslo, I think").answers("Sorry, Oslo").answers("It is Oslo");
    assertInvalid();
    ChatRequest text = asText();
    llm.chat(text);
    store.awaitStored(1);
    use(hour.staleIfError(Duration.ofHours(9)).secondLevel(store));
    time.advance(Duration.ofHours(2));
    a.fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);

    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            LlmException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.SERVER));
    assertThat(llm.chat(text).served().cache()).isEqualTo(CacheStatus.STALE);
  }

  @Test
  void notFromTheSecondLevel() {
    use(ResponseCache.ofMegabytes(1).secondLevel(store));
    a.answers("Oslo, I think").answers("Sorry, Oslo").answers("It is Oslo").answers(JSON);
    assertInvalid();
    llm.chat(asText());
    store.awaitStored(1);
    use(ResponseCache.ofMegabytes(1).secondLevel(store));

    assertThat(ask()).isEqualTo(OSLO);
    assertAskedInOneRound();
  }

  @Test
  void notOfASimilarQuestion() {
    use(ResponseCache.ofMegabytes(1).semantic(Semantic.by(text -> new float[] {1, 0})));
    a.answers("Oslo, I think").answers("Sorry, Oslo").answers("It is Oslo").answers(JSON);
    assertThatThrownBy(() -> llm.prompt("Which colour has the sky?").as(City.class))
        .isInstanceOf(InvalidAnswerException.class);
    llm.chat(asText());

    assertThat(llm.prompt("What is the colour of the sky?").as(City.class)).isEqualTo(OSLO);
    assertAskedInOneRound();
  }

  @Test
  void whoSharesItFailsWithTheOthersAndNobodyLater() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("Oslo, I think"));
    AtomicReference<String> later = new AtomicReference<>("Sorry, Oslo");
    a.always((call, script) -> script.text(later.get()));
    CompletableFuture<City> one = CompletableFuture.supplyAsync(this::ask, callers);
    a.awaitReceived(1);
    CompletableFuture<City> other = CompletableFuture.supplyAsync(this::ask, callers);
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThatThrownBy(one::join).isInstanceOf(CompletionException.class);
    assertThatThrownBy(other::join).isInstanceOf(CompletionException.class);
    int before = a.received();
    later.set(JSON);
    assertThat(ask()).isEqualTo(OSLO);
    assertThat(a.received()).isEqualTo(before + 1);
  }
}
