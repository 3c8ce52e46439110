package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that was not asked for looks alike by every door. */
@Fault("F132")
class SharedDoorsTest {
  private static final Usage USAGE = Usage.reported(7, 3);
  private static final String KNOWN = "Which colour has the sky?";
  private static final String CITY = "{\"city\": \"Oslo\"}";
  private static final Duration AGE = Duration.ofMinutes(2);

  private final VirtualTime time = VirtualTime.skipping();
  private final Outcomes outcomes = new Outcomes();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private LlmClient llm;

  private void use(ResponseCache cache) {
    llm =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .retries(Retries.none())
            .time(time)
            .executor(callers)
            .observe(outcomes)
            .use(cache)
            .build();
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private void answersBlue() {
    a.answers(script -> script.reasoning("well").text("bl").text("ue").usage(USAGE));
  }

  /** Has an answer kept; returns its key. */
  private String kept() {
    answersBlue();
    llm.prompt(KNOWN).send();
    time.advance(AGE);
    return use(outcomes.take(1).get(0).served()).key();
  }

  @ParameterizedTest
  @EnumSource
  void aHit(Door door) {
    use(ResponseCache.ofMegabytes(1));
    String key = kept();

    assertBlue(door.open(llm, ChatRequest.of(KNOWN)));

    assertThat(assertGivenAgain(CacheStatus.HIT, key).similarity()).isNull();
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerToASimilarQuestion(Door door) {
    use(ResponseCache.ofMegabytes(1).semantic(Semantic.by(text -> new float[] {1})));
    String key = kept();

    assertBlue(door.open(llm, ChatRequest.of("What is the colour of the sky?")));

    assertThat(assertGivenAgain(CacheStatus.HIT, key).similarity()).isEqualTo(1.0);
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerPastItsTime(Door door) {
    use(ResponseCache.ofMegabytes(1).ttl(Duration.ofMinutes(1)).staleIfError(AGE));
    String key = kept();
    a.fails(ErrorKind.SERVER);

    assertBlue(door.open(llm, ChatRequest.of(KNOWN)));

    assertThat(assertGivenAgain(CacheStatus.STALE, key).similarity()).isNull();
    assertThat(a.received()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aCallThatOthersHaveBegun(Door door) {
    use(ResponseCache.ofMegabytes(1));
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).reasoning("well").text("bl").text("ue").usage(USAGE));
    Future<?> first = callers.submit(() -> llm.prompt(KNOWN).text());
    a.awaitReceived(1);

    Visit visit = door.enter(llm, ChatRequest.of(KNOWN));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertBlue(visit.await());
    Patience.until("the first", first::isDone);
    Served joined =
        outcomes.take(2).stream()
            .map(outcome -> outcome.served())
            .filter(served -> served.cache() == CacheStatus.JOINED)
            .findFirst()
            .orElseThrow();
    assertFree(joined);
    assertThat(use(joined).similarity()).isNull();
    assertThat(use(joined).age()).isNull();
    assertThat(use(joined).target()).isEqualTo("a/m");
    assertThat(use(joined).savedUsage()).isEqualTo(USAGE);
    assertThat(use(joined).savedTime()).isNull();
    assertThat(outcomes.sum(CallFact.CACHE_SAVED_TOKENS)).isEqualTo(USAGE.total().tokens());
    assertThat(joined.attempts()).isEmpty();
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerToASimilarQuestionThatAnotherCallHasFound(Door door) {
    String similar = "What is the colour of the sky?";
    Gate gate = Gate.closed();
    Semantic semantic =
        Semantic.by(
                text -> {
                  if (text.equals(similar)) {
                    gate.pass();
                  }
                  return new float[] {1};
                })
            .within(Duration.ofMinutes(1));
    use(ResponseCache.ofMegabytes(1).semantic(semantic));
    String key = kept();
    Future<?> first = callers.submit(() -> llm.prompt(similar).text());
    gate.awaitArrivals(1);

    Visit visit = door.enter(llm, ChatRequest.of(similar));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertBlue(visit.await());
    Patience.until("the first", first::isDone);
    List<Served> both = outcomes.take(2).stream().map(outcome -> outcome.served()).toList();
    assertThat(both)
        .extracting(Served::cache)
        .containsExactlyInAnyOrder(CacheStatus.HIT, CacheStatus.JOINED);
    for (Served served : both) {
      assertFree(served);
      assertThat(assertOfKept(served, key).similarity()).isEqualTo(1.0);
    }
    assertThat(a.received()).isOne();
  }

  private void asksForTools() {
    use(ResponseCache.ofMegabytes(1).with(CacheControl.DEFAULT.alsoToolCalls()));
  }

  private static Script write(Script script) {
    return script
        .text("let me see")
        .toolCall("call-1", "weather", CITY, 2)
        .toolCall("call-2", "time", "{}")
        .usage(USAGE);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatAsksForTools(Door door) {
    asksForTools();
    a.answers(script -> write(script));
    llm.prompt(KNOWN).send();
    time.advance(AGE);
    String key = use(outcomes.take(1).get(0).served()).key();

    assertToolCalls(door.open(llm, ChatRequest.of(KNOWN)));

    assertGivenAgain(CacheStatus.HIT, key);
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatAsksForToolsAndIsShared(Door door) {
    asksForTools();
    Gate gate = Gate.closed();
    a.answers(script -> write(script.waitFor(gate)));
    Future<?> first = callers.submit(() -> llm.prompt(KNOWN).send());
    a.awaitReceived(1);

    Visit visit = door.enter(llm, ChatRequest.of(KNOWN));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertToolCalls(visit.await());
    Patience.until("the first", first::isDone);
    assertThat(outcomes.take(2))
        .extracting(outcome -> outcome.served().cache())
        .containsExactlyInAnyOrder(CacheStatus.MISS, CacheStatus.JOINED);
    assertThat(a.received()).isOne();
  }

  private static void assertToolCalls(DoorResult result) {
    assertThat(result.ending()).as("%s", result).isEqualTo(DoorResult.Ending.SUCCEEDED);
    if (result.door() == Door.STREAM || result.door() == Door.PUBLISH) {
      assertThat(result.events())
          .filteredOn(event -> event instanceof ContentEvent)
          .containsExactly(
              new TextDelta(0, "let me see"),
              new ToolCallStarted(1, "call-1", "weather"),
              new ToolArgumentsDelta(1, CITY.substring(0, 8)),
              new ToolArgumentsDelta(1, CITY.substring(8)),
              new ToolCallStarted(2, "call-2", "time"),
              new ToolArgumentsDelta(2, "{}"));
    }
    if (result.door() != Door.PUBLISH) {
      ChatResponse response = Objects.requireNonNull(result.response());
      assertThat(response.text()).isEqualTo("let me see");
      assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
      assertThat(response.usage()).as("of the answer").isEqualTo(USAGE);
      assertThat(response.toolCalls())
          .extracting(ToolCall::id, ToolCall::name, call -> call.arguments().text())
          .containsExactly(tuple("call-1", "weather", CITY), tuple("call-2", "time", "{}"));
      assertFree(response.served());
    }
  }

  private static void assertBlue(DoorResult result) {
    assertThat(result.ending()).as("%s", result).isEqualTo(DoorResult.Ending.SUCCEEDED);
    assertThat(result.text()).isEqualTo("blue");
    if (result.door() == Door.STREAM || result.door() == Door.PUBLISH) {
      assertThat(pieces(result.events())).containsExactly("bl", "ue");
    }
    if (result.door() != Door.PUBLISH) {
      var response = Objects.requireNonNull(result.response());
      assertThat(response.usage()).as("of the answer").isEqualTo(USAGE);
      assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(response.reasoning()).isEqualTo("well");
      assertFree(response.served());
    }
  }

  private static List<String> pieces(List<LlmEvent> events) {
    return events.stream()
        .filter(TextDelta.class::isInstance)
        .map(event -> ((TextDelta) event).text())
        .toList();
  }

  private CacheUse assertGivenAgain(CacheStatus status, String key) {
    Served served = outcomes.take(1).get(0).served();
    assertThat(served.cache()).isEqualTo(status);
    assertFree(served);
    return assertOfKept(served, key);
  }

  private static CacheUse assertOfKept(Served served, String key) {
    CacheUse use = use(served);
    assertThat(use.key()).isEqualTo(key);
    assertThat(use.age()).isEqualTo(AGE);
    assertThat(use.target()).isEqualTo("a/m");
    assertThat(use.savedUsage()).isEqualTo(USAGE);
    assertThat(use.savedTime()).isNotNull();
    return use;
  }

  private static void assertFree(Served served) {
    assertThat(served.usage()).isEqualTo(Usage.ZERO);
    assertThat(served.cost()).isEqualTo(Cost.ZERO);
  }

  private static CacheUse use(Served served) {
    return Objects.requireNonNull(served.cacheUse());
  }
}
