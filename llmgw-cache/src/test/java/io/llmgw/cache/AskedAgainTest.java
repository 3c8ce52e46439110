package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Served;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of those who have waited with others for a call that fails. */
@Fault("F128")
class AskedAgainTest {
  private static final int CROWD = 100;

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final PoorRefused refusal = new PoorRefused();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .failures(Reactions.standard().withoutBreaker()) // so many failures would open it
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .use(refusal)
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private CompletableFuture<ChatResponse> asks(String user) {
    return llm.forCaller(Caller.tenant("t").user(user)).prompt("Why?").async();
  }

  @ParameterizedTest
  @EnumSource(names = {"BUDGET", "NO_PRICE", "NO_TARGET", "BLOCKED", "AUTH", "PERMISSION", "QUOTA"})
  void whatMayBeTheFaultOfWhoBeganItIsAskedForOnceMore(ErrorKind kind) {
    refusal.kind = kind;
    a.answers("blue");
    CompletableFuture<ChatResponse> poor = asks("poor");
    refusal.gate.awaitArrivals(1);
    CompletableFuture<ChatResponse> rich = asks("rich");
    awaitWaiting(2);

    refusal.gate.open();

    assertThat(rich.join().text()).isEqualTo("blue");
    assertThat(Failed.kindOf(poor)).isEqualTo(kind);
  }

  @Test
  void whoMayAsksHoweverManyMayNotThatCameBefore() {
    a.answers("blue");
    List<CompletableFuture<ChatResponse>> poor = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      poor.add(asks("poor"));
    }
    awaitWaiting(5);
    List<CompletableFuture<ChatResponse>> rich = List.of(asks("rich"), asks("rich"));
    awaitWaiting(7);

    refusal.gate.open();

    assertThat(rich).allSatisfy(each -> assertThat(each.join().text()).isEqualTo("blue"));
    for (CompletableFuture<ChatResponse> each : poor) {
      ErrorKind kind = Failed.kindOf(each); // null for who has joined the rich
      assertThat(kind).isIn(null, ErrorKind.BUDGET);
    }
    assertThat(a.received()).isOne();
  }

  @Test
  void allOfThemAskOnceMoreHoweverFastThatFails() {
    a.always(script -> script.fail(ErrorKind.SERVER));

    for (CompletableFuture<ChatResponse> each : crowd(script -> script.fail(ErrorKind.SERVER))) {
      assertThat(Failed.kindOf(each)).isEqualTo(ErrorKind.SERVER);
    }
  }

  @Test
  void allOfThemGetTheSecondAnswerThoughItIsNotKept() {
    a.always(script -> script.text("bl").text("ue").completed(FinishReason.LENGTH));

    int failed = 0;
    for (CompletableFuture<ChatResponse> each : crowd(script -> script.fail(ErrorKind.SERVER))) {
      if (Failed.kindOf(each) == null) {
        assertThat(each.join().text()).isEqualTo("blue");
        Served served = each.join().served();
        assertThat(served.cache()).isIn(CacheStatus.JOINED, CacheStatus.MISS);
        assertThat(Objects.requireNonNull(served.cacheUse()).target())
            .isEqualTo(served.cache() == CacheStatus.JOINED ? "a/m" : null);
      } else {
        failed++;
      }
    }
    assertThat(failed).as("who began the first").isEqualTo(Races.repeats());
  }

  /** Who comes when it is over finds no call to join, and nothing that is kept. */
  @Test
  void allOfThemGetTheSecondAnswerThoughItIsTooLargeToKeep() {
    String large = "blue ".repeat(40_000); // a cache of one megabyte keeps no 200 kB
    a.always(script -> script.text(large));

    Races.repeat(
        round -> {
          int failed = 0;
          for (CompletableFuture<ChatResponse> each :
              crowd(round, script -> script.fail(ErrorKind.SERVER))) {
            if (Failed.kindOf(each) == null) {
              assertThat(each.join().text()).isEqualTo(large);
            } else {
              failed++;
            }
          }
          assertThat(failed).as("who began the first").isOne();
        });
  }

  /** Many who wait for a call that becomes this, again and again; two requests of each. */
  private List<CompletableFuture<ChatResponse>> crowd(Consumer<Script> first) {
    List<CompletableFuture<ChatResponse>> all = new ArrayList<>();
    Races.repeat(round -> all.addAll(crowd(round, first)));
    return all;
  }

  private List<CompletableFuture<ChatResponse>> crowd(int round, Consumer<Script> first) {
    int before = a.received();
    Gate gate = Gate.closed();
    a.answers(
        script -> {
          script.waitFor(gate);
          first.accept(script);
        });
    List<CompletableFuture<ChatResponse>> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(llm.prompt("question " + round).async());
    }
    awaitWaiting(CROWD);

    gate.open();

    crowd.forEach(Failed::kindOf);
    assertThat(a.received() - before).as("requests of round %s", round).isEqualTo(2);
    return crowd;
  }

  private static void awaitWaiting(int count) {
    Patience.until(count + " to wait", () -> Waiting.forFlights() == count);
  }
}
