package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a link that decides by the caller sees: all calls before the cache, few behind it. */
class LinksAroundTest {
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  /** Lets everybody through but Eve. */
  private final class NotEve implements Interceptor, Feature {
    private final Slot slot;

    NotEve(Slot slot) {
      this.slot = slot;
    }

    @Override
    public String name() {
      return "permissions";
    }

    @Override
    public List<Interceptor> links(TimeSource time) {
      return List.of(this);
    }

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("not-eve").in(slot);
    }

    @Override
    public EventStream intercept(Chain chain) {
      String user = Objects.requireNonNull(chain.context().caller().user());
      seen.add(user);
      if (user.equals("eve")) {
        throw LlmException.of(ErrorKind.PERMISSION, "not she").build();
      }
      return chain.proceed(chain.request());
    }
  }

  private void linkIn(Slot slot) {
    llm =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .retries(Retries.none())
            .executor(callers)
            .use(ResponseCache.ofMegabytes(1))
            .use((Feature) new NotEve(slot)) // which alone may stand beside the router
            .build();
  }

  private CompletableFuture<ChatResponse> ask(String user) {
    return llm.forCaller(Caller.tenant("t").user(user)).prompt("Why?").async();
  }

  @ParameterizedTest
  @EnumSource(names = {"APPLICATION", "ACCESS"})
  void beforeItEveryCallIsDecidedOn(Slot slot) {
    linkIn(slot);
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue"));
    CompletableFuture<ChatResponse> ada = ask("ada");
    a.awaitReceived(1);

    assertThat(Failed.kindOf(ask("eve")))
        .as("while it is under way")
        .isEqualTo(ErrorKind.PERMISSION);
    CompletableFuture<ChatResponse> bob = ask("bob");
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();
    assertThat(ada.join().text()).isEqualTo("blue");
    assertThat(bob.join().served().cache()).isEqualTo(CacheStatus.JOINED);

    assertThat(Failed.kindOf(ask("eve"))).as("when it is kept").isEqualTo(ErrorKind.PERMISSION);
    assertThat(ask("cem").join().served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(seen).containsExactly("ada", "eve", "bob", "eve", "cem");
  }

  @ParameterizedTest
  @EnumSource(names = {"CALL", "ROUTE", "ATTEMPT"})
  void behindItTheCallsAreThatAsk(Slot slot) {
    linkIn(slot);
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue"));
    CompletableFuture<ChatResponse> ada = ask("ada");
    a.awaitReceived(1);

    CompletableFuture<ChatResponse> eve = ask("eve");
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();

    assertThat(ada.join().text()).isEqualTo("blue");
    assertThat(eve.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(ask("eve").join().served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(seen).containsExactly("ada");
  }

  @Test
  void behindItWhoAsksFirstIsRefusedForHimselfAlone() {
    linkIn(Slot.CALL);
    a.answers("blue");

    assertThat(Failed.kindOf(ask("eve"))).isEqualTo(ErrorKind.PERMISSION);
    assertThat(ask("ada").join().text()).isEqualTo("blue");
    assertThat(seen).containsExactly("eve", "ada");
  }
}
