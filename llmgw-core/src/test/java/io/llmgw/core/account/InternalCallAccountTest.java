package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where the usage and cost of a call are that a policy makes on behalf of another: on an account of
 * its own, which observers hear of, and not on the answer's.
 */
class InternalCallAccountTest {
  private static final Purpose JUDGE = Purpose.of("judge");
  private static final Usage JUDGED = Usage.reported(100, 1);
  private static final Usage ANSWERED = Usage.reported(10, 4);
  private static final PriceRow PRICE =
      PriceRow.builder("test", LocalDate.of(2026, 11, 1)).input("1").output("2").build();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Ledger ledger = new Ledger();

  /** What is known of a call when it has ended. */
  private record Entry(ObservedCall call, Served served) {
    boolean isInternal() {
      return call.purpose().equals(JUDGE);
    }
  }

  /** All calls in the order of their ends. Thread-safe. */
  private static final class Ledger implements CallObserver {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public Observation begin(ObservedCall call) {
      return outcome -> {
        synchronized (this) {
          entries.add(new Entry(call, outcome.served()));
        }
      };
    }

    synchronized List<Entry> entries() {
      return List.copyOf(entries);
    }

    List<Entry> all(int count) {
      Patience.until(count + " accounts", () -> entries().size() >= count);
      assertThat(entries()).hasSize(count);
      return entries();
    }
  }

  /** Asks a judge before each call of the application. */
  private static final class Judging implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("judging").in(Slot.GUARD);
    }

    @Override
    public EventStream intercept(Chain chain) {
      chain.internal(JUDGE, ChatRequest.of("Is this polite?"));
      return chain.proceed(chain.request());
    }
  }

  private LlmClient client() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .catalog(ModelCatalog.empty().withPrice(fake.model(), PRICE))
        .use(new Judging())
        .observe(ledger)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void isOnAnAccountOfItsOwnByEachDoor(Door door) {
    fake.answers(script -> script.text("polite").usage(JUDGED))
        .answers(script -> script.text("Light.").usage(ANSWERED));
    try (LlmClient llm = client().forCaller(Caller.tenant("acme"))) {
      assertThat(door.open(llm, ChatRequest.of("Why is the sky blue?")).error()).isNull();
    }

    Entry judge = ledger.all(2).get(0);
    Entry parent = ledger.all(2).get(1);
    assertThat(judge.isInternal()).isTrue();
    assertThat(judge.call().parentCallId()).isEqualTo(parent.call().callId());
    assertThat(judge.call().caller()).isEqualTo(Caller.tenant("acme"));
    assertThat(judge.served().usage()).isEqualTo(JUDGED);
    assertThat(judge.served().cost()).hasToString("~0.000102 USD");
    assertThat(judge.served().attempts()).hasSize(1);
    assertThat(parent.served().usage()).isEqualTo(ANSWERED);
    assertThat(parent.served().cost()).hasToString("~0.000018 USD");
    assertThat(parent.served().attempts()).hasSize(1);
  }

  @Test
  void theAnswerHasItsOwnTokensAndMoneyAloneAndNamesTheOtherCallInItsTrail() {
    fake.answers(script -> script.text("polite").usage(JUDGED))
        .answers(script -> script.text("Light.").usage(ANSWERED));
    ChatResponse answer;
    try (LlmClient llm = client()) {
      answer = llm.chat(ChatRequest.of("Why is the sky blue?"));
    }

    String judge = ledger.all(2).get(0).call().callId();
    assertThat(answer.usage()).isEqualTo(ANSWERED);
    assertThat(answer.served().usage()).isEqualTo(ANSWERED);
    assertThat(answer.served().cost()).hasToString("~0.000018 USD");
    assertThat(answer.served().trail())
        .anySatisfy(entry -> assertThat(entry.note()).contains(judge));
  }

  @Test
  void theSumOfARunHasItsRoundsAndNotTheCallsThatWereMadeForThem() {
    fake.answers(script -> script.text("polite").usage(JUDGED))
        .answers(script -> script.toolCall("c1", "now", "{}").usage(ANSWERED))
        .answers(script -> script.text("polite").usage(JUDGED))
        .answers(script -> script.text("Noon.").usage(ANSWERED));
    ChatResponse answer;
    try (LlmClient llm = client()) {
      answer =
          llm.prompt("What time is it?").tools(Tool.of("now", Nothing.class, n -> "12")).send();
    }

    assertThat(answer.rounds()).hasSize(2);
    assertThat(answer.served().usage()).isEqualTo(Usage.reported(20, 8));
    assertThat(answer.served().cost()).hasToString("~0.000036 USD");
    List<Entry> all = ledger.all(4);
    assertThat(all).filteredOn(Entry::isInternal).hasSize(2);
    Cost whole = Cost.ZERO;
    for (Entry entry : all) {
      whole = whole.and(entry.served().cost());
    }
    assertThat(whole).as("what the bill says").hasToString("~0.00024 USD");
    List<String> parents = new ArrayList<>();
    for (Entry entry : all) {
      if (entry.isInternal()) {
        parents.add(Objects.requireNonNull(entry.call().parentCallId()));
      }
    }
    assertThat(parents)
        .containsExactly(answer.rounds().get(0).callId(), answer.rounds().get(1).callId());
  }

  /** The arguments of a tool that needs none. */
  record Nothing() {}
}
