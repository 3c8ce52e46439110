package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.Operation;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client has of key sources is not fetched for it any more once it is closed. */
@Fault("F094")
class KeysAtTheCloseTest {
  private final ScriptedProvider a = ScriptedProvider.named("a").always("blue");

  private LlmClient client(Route route) {
    return LlmClient.builder()
        .provider(a)
        .alias("smart", route)
        .defaultModel("smart")
        .closeGrace(Duration.ZERO)
        .build();
  }

  private Target with(KeySource keys) {
    return a.target().keys(keys);
  }

  @Test
  void theSourceOfATargetIsToldWhereverThatStands() {
    Fetching first = new Fetching();
    Fetching second = new Fetching();
    Fetching unlucky = new Fetching();
    LlmClient llm =
        client(
            Route.ordered(
                with(first),
                Route.when(Condition.operation(Operation.CHAT), Target.of("a/second").keys(second)),
                Target.of("a/other").keys(unlucky)));
    unlucky.fails = true;
    first.fails = true;

    llm.close();

    assertThat(List.of(first.stops, second.stops, unlucky.stops)).containsExactly(1, 1, 1);
  }

  @Test
  void soAreThoseOfTheCallersOfATarget() {
    Fetching asked = new Fetching();
    LlmClient llm = client(with(Keys.perCaller(caller -> asked)));
    llm.prompt("Why?").text();

    llm.close();

    assertThat(asked.stops).isOne();
  }

  @Test
  void soIsTheSourceOfATargetOfBeforeForWhichCallsMayStillWait() {
    Fetching before = new Fetching();
    Fetching after = new Fetching();
    LlmClient llm = client(with(before));
    llm.reconfigure(settings -> settings.alias("smart", with(after)));
    llm.reconfigure(settings -> settings.alias("smart", with(after)));
    assertThat(before.stops).isZero();

    llm.close();

    assertThat(List.of(before.stops, after.stops)).containsExactly(1, 1);
  }

  /** Counts how often it is told. */
  private static final class Fetching implements KeySource {
    private int stops;
    private boolean fails;

    @Override
    public List<ApiKey> keysFor(Caller caller) {
      return List.of(ApiKey.of("main", "sk-1"));
    }

    @Override
    public void stopFetching() {
      stops++;
      if (fails) {
        throw new AssertionError("a bug of the host");
      }
    }
  }
}
