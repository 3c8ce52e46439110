package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Races;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must never be given again, by whatever door it was asked for. */
@Fault("F130")
class NotKeptTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Which colour has the sky?");

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("hedged", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .hedging(Hedging.after(Duration.ZERO).share(1))
          .defaultModel("a/m")
          .retries(Retries.none())
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private static Map<String, Consumer<Script>> bad() {
    Map<String, Consumer<Script>> bad = new TreeMap<>();
    bad.put("empty", script -> script.started());
    bad.put("thoughts without an answer", script -> script.reasoning("well"));
    bad.put("a refusal", script -> script.refusal("I will not"));
    bad.put("a refusal in the middle", script -> script.text("The sky is").refusal("I will not"));
    bad.put("cut off", script -> script.text("The sky is").truncate());
    bad.put("broken", script -> script.text("The sky is").fail(ErrorKind.STREAM_BROKEN));
    bad.put("failed", script -> script.fail(ErrorKind.SERVER));
    return bad;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mcp_call|{\"name\":\"open_ticket\",\"output\":\"#1\"}",
        "mcp_tool_result|{}",
        "code_interpreter_call|{\"container_id\":\"cntr_1\"}",
        "shell_call|{\"environment\":{\"container_id\":\"cntr_1\"}}",
        "annotations|[{\"type\":\"container_file_citation\",\"container_id\":\"cntr_1\"}]",
        "container|{\"id\":\"container_1\",\"expires_at\":\"2026-05-05T21:31:45Z\"}",
        "container|{\"type\":\"container\",\"id\":\"container_1\"}",
        "additionalModelResponseFields|{\"container\":{\"id\":\"container_1\"}}",
        "additionalModelResponseFields|{\"conversation_id\":\"c\"}",
        "conversation|{\"id\":\"conv_1\"}",
        "thread|{\"thread_id\":\"thread_1\"}",
        "session|{\"sessionId\":\"s\"}"
      })
  void whatTellsOfSomethingDoneAtTheProvider(String type, String json) {
    ProviderItem done = new ProviderItem("a", type, Json.ofText(json));
    a.always(script -> script.item(done).text("done"));
    llm.chat(QUESTION);

    assertThat(llm.chat(QUESTION).served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(a.received()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web_search_call|{\"action\":{\"query\":\"sky\"}}",
        "code_interpreter_call|{\"container_id\":null}",
        "code_interpreter_call|{\"container\":{\"type\":\"auto\"}}",
        "container|null",
        "additionalModelResponseFields|{\"metadata\":{\"session_id\":\"s\"}}",
        "file_search_call|{\"results\":[{\"file_id\":\"file-1\"}]}"
      })
  void whatTellsOfASearchIsKept(String type, String json) {
    ProviderItem found = new ProviderItem("a", type, Json.ofText(json));
    a.always(script -> script.item(found).text("blue"));
    llm.chat(QUESTION);

    assertThat(llm.chat(QUESTION).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoWholeAnswer(Door door) {
    bad()
        .forEach(
            (name, script) -> {
              ChatRequest question = ChatRequest.of(name);
              a.answers(script).answers("blue");
              door.open(llm, question);

              ChatResponse next = llm.chat(question);

              assertThat(next.text()).as("after %s", name).isEqualTo("blue");
              assertThat(next.served().cache()).as("after %s", name).isEqualTo(CacheStatus.MISS);
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatItsCallerHasCancelled(Door door) {
    Gate gate = Gate.closed();
    a.answers(script -> script.text("The sky is").waitFor(gate)).answers("blue");
    Visit visit = door.enter(llm, QUESTION);
    a.awaitReceived(1);

    visit.cancel();
    visit.await();
    a.awaitNoOpenStreams(); // until then others may still come on board

    assertThat(llm.chat(QUESTION).text()).isEqualTo("blue");
  }

  /** It may have answered by what it knows of this very caller. */
  @Test
  void whatALinkFurtherInHasAnsweredByItself() {
    ResponseCache cache = ResponseCache.ofMegabytes(1);
    try (LlmClient own =
        LlmClient.builder().provider(a).defaultModel("a/m").use(cache).use(new Greeter()).build()) {
      for (String user : List.of("ada", "bob")) {
        LlmClient mine = own.forCaller(Caller.tenant("t").user(user));

        assertThat(mine.chat(QUESTION).text()).isEqualTo("Hello " + user);
      }
      assertThat(cache.size()).isZero();
    }
  }

  /** Answers all by itself, each user in another way. */
  private static final class Greeter implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("greeter").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      return EventStreams.of(
          List.of(
              Started.inProcess(),
              new TextDelta(0, "Hello " + chain.context().caller().user()),
              new Completed(FinishReason.STOP, Usage.UNKNOWN)));
    }
  }

  @Test
  void theLosingSideOfAHedge() {
    a.always(script -> script.text("of a").text(", all of it"));
    b.always(script -> script.text("of b").text(", all of it"));
    CacheControl also = CacheControl.DEFAULT.alsoStandIns();
    Races.repeat(
        repeat -> {
          ChatRequest question =
              ChatRequest.of("question " + repeat).withModel("hedged").with(also);

          ChatResponse live = llm.chat(question);
          ChatResponse again = llm.chat(question);

          String winner = live.served().target();
          assertThat(live.text()).isEqualTo("of " + winner.charAt(0) + ", all of it");
          assertThat(again.served().cache()).isEqualTo(CacheStatus.HIT);
          assertThat(again.text()).isEqualTo(live.text());
          assertThat(again.served().cacheUse().target()).isEqualTo(winner);
        });
  }

  /** Whichever of the two sides begins first: without a delay it is chance. */
  @Test
  void theWinningSideOfAHedgeAsItStandsIn() {
    a.always(script -> script.hang());
    b.always("of b");
    Races.repeat(
        repeat -> {
          ChatRequest question = ChatRequest.of("question " + repeat).withModel("hedged");

          assertThat(llm.chat(question).text()).isEqualTo("of b");

          assertThat(llm.chat(question).served().cache()).isEqualTo(CacheStatus.MISS);
        });
  }
}
