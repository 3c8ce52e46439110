package io.llmgw.core.chain;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.CallSettings;
import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.reaction.Onward;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls by all doors while others change what calls go by. */
@Fault({"F095", "I20"})
class ReconfigureRaceTest {
  private static final int CALLERS = 64;
  private static final int WRITERS = 8;
  private static final int CHANGES = 5;

  @RegisterExtension final LeakRule leaks = new LeakRule();

  /** All that was seen of one call of the application, in words that begin with a mark. */
  private record Seen(List<String> marks) {
    synchronized void add(String mark) {
      marks.add(mark);
    }
  }

  /**
   * Settings that differ in everything, by a mark: the models of all names, the clocks, how often a
   * call is tried, and whether it goes on after a failure.
   */
  private static CallSettings marked(CallSettings now, int mark) {
    Onward onward = mark == 0 ? Onward.STOP : Onward.NEXT;
    return now.alias("smart", ordered(target("a/" + mark), target("b/" + mark)))
        .alias("judge", "b/" + mark)
        .timeouts("smart", Timeouts.total(Duration.ofSeconds(1_000 + mark)))
        .timeouts("judge", Timeouts.attempt(Duration.ofSeconds(1_000 + mark)))
        .retries(mark == 0 ? Retries.none() : Retries.upTo(2))
        .failures(
            Reactions.standard().withoutBreaker().on(ErrorKind.SERVER, row -> row.onward(onward)));
  }

  /** What the settings of a mark make of a call, each attempt as its target and its clocks. */
  private static List<List<String>> waysOf(int mark) {
    String judge = "b/" + mark + " judge " + mark;
    String first = "a/" + mark + " smart " + mark;
    String second = "b/" + mark + " smart " + mark;
    return mark == 0
        ? List.of(List.of(judge, first))
        : List.of(List.of(judge, first, first, second), List.of(judge, first, second));
  }

  private static String seen(String provider, ProviderCall call) {
    boolean judge = "judge".equals(call.request().model());
    Duration clock = judge ? call.timeouts().attempt() : call.timeouts().total();
    long mark = clock == null ? -1 : clock.toSeconds() - 1_000;
    return provider + "/" + call.model() + (judge ? " judge " : " smart ") + mark;
  }

  private static String idOf(LlmRequest<?> request) {
    return ((ChatRequest) request).content().messages().get(0).text();
  }

  /** Asks another name on behalf of each call. */
  private static EventStream judged(Interceptor.Chain chain) {
    if (chain.context().purpose().equals(Purpose.APPLICATION)) {
      ChatRequest same = ChatRequest.of(idOf(chain.request())).withModel("judge");
      chain.internal(Purpose.of("judge"), same);
    }
    return chain.proceed(chain.request());
  }

  private LlmClientBuilder client(Map<String, Seen> calls) {
    ScriptedProvider a = ScriptedProvider.named("a");
    a.always(
        (call, script) -> {
          calls.get(idOf(call.request())).add(seen("a", call));
          script.fail(ErrorKind.SERVER);
        });
    ScriptedProvider b = ScriptedProvider.named("b");
    b.always(
        (call, script) -> {
          calls.get(idOf(call.request())).add(seen("b", call));
          script.text("from b");
        });
    return LlmClient.builder()
        .provider(leaks.of(a))
        .provider(leaks.of(b))
        .alias("smart", "a/first")
        .alias("judge", "b/first")
        .defaultModel("smart")
        .use(TestLink.in(Slot.CALL, ReconfigureRaceTest::judged))
        .time(VirtualTime.skipping());
  }

  @Test
  void everyCallGoesByExactlyOneConfiguration() {
    Races.repeat(
        repeat -> {
          Map<String, Seen> calls = new ConcurrentHashMap<>();
          Map<String, DoorResult> results = new ConcurrentHashMap<>();
          try (LlmClient llm = client(calls).build()) {
            llm.reconfigure(now -> marked(now, 0));
            List<Races.Action> actions = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
              String id = "q" + i;
              calls.put(id, new Seen(new ArrayList<>()));
              Door door = Door.values()[i % Door.values().length];
              LlmClient caller = i % 3 == 0 ? llm.forCaller(Caller.tenant("t" + i)) : llm;
              actions.add(() -> results.put(id, door.open(caller, ChatRequest.of(id))));
            }
            for (int i = 0; i < WRITERS; i++) {
              int mark = i % 2;
              actions.add(() -> change(llm, mark));
            }

            Races.together(actions.toArray(Races.Action[]::new));
          }

          assertThat(results).hasSize(CALLERS);
          results.forEach((id, result) -> check(result, calls.get(id).marks()));
        });
  }

  private static void change(LlmClient llm, int mark) {
    for (int i = 0; i < CHANGES; i++) {
      llm.reconfigure(now -> marked(now, mark));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  llm.reconfigure(
                      now -> marked(now, 1 - mark).alias("judge", "a/m").alias("x", "gone/m")));
    }
  }

  private static void check(DoorResult result, List<String> seen) {
    boolean stopped = result.errorKind() == ErrorKind.SERVER;
    assertThat(stopped || result.text().equals("from b")).as("%s", result).isTrue();
    assertThat(waysOf(stopped ? 0 : 1)).as("%s", result).contains(seen);
  }

  @Test
  void noChangeIsLostToAnother() {
    Races.repeat(
        repeat -> {
          try (LlmClient llm = client(Map.of()).build()) {
            Races.Action[] writers = new Races.Action[WRITERS];
            for (int i = 0; i < WRITERS; i++) {
              String name = "of-" + i;
              writers[i] = () -> llm.reconfigure(now -> now.alias(name, "b/m"));
            }

            Races.together(writers);

            llm.reconfigure(
                now -> {
                  assertThat(now.aliases()).hasSize(WRITERS + 2);
                  return now;
                });
          }
        });
  }
}
