package io.llmgw.core.hedge;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.core.client.Aside;
import io.llmgw.core.client.BrokenTime;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A client of three scripted providers, one after the other, hedged after 2 s of virtual time. */
final class HedgeStage implements BeforeEachCallback, AfterEachCallback {
  static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  static final Duration DELAY = Duration.ofSeconds(2);

  private static final Route ALL =
      Route.ordered(Route.target("a/m"), Route.target("b/m"), Route.target("c/m"));

  final LeakRule leaks = new LeakRule();
  final VirtualTime time = VirtualTime.create();
  final BrokenTime clock = new BrokenTime(time);
  final ScriptedProvider a = ScriptedProvider.named("a");
  final ScriptedProvider b = ScriptedProvider.named("b");
  final ScriptedProvider c = ScriptedProvider.named("c");
  private LlmClient client;

  LlmClientBuilder builder(Hedging hedging) {
    return builder(ALL, hedging);
  }

  LlmClientBuilder builder(Route route, Hedging hedging) {
    return builder(route, hedging, clock);
  }

  private LlmClientBuilder builder(Route route, Hedging hedging, TimeSource clocks) {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .provider(c)
        .alias("smart", route)
        .defaultModel("smart")
        .retries(Retries.none())
        .hedging(hedging)
        .closeGrace(Duration.ZERO)
        .time(clocks);
  }

  /** Each call may be hedged. */
  LlmClientBuilder hedged() {
    return builder(Hedging.after(DELAY).share(1));
  }

  /** The same with these threads for hedges. */
  LlmClientBuilder hedgedOn(Executor threads) {
    return builder(ALL, Hedging.after(DELAY).share(1), new OwnThreads(time, threads));
  }

  /** The same by another route. */
  LlmClientBuilder hedged(Route route) {
    return builder(route, Hedging.after(DELAY).share(1));
  }

  LlmClient llm() {
    return llm(hedged());
  }

  LlmClient llm(LlmClientBuilder builder) {
    client = builder.build();
    return client;
  }

  Aside<ChatResponse> ask(LlmClient llm) {
    return Aside.call(() -> llm.chat(QUESTION));
  }

  /** Asks, and lets the delay pass once the first target has been asked. */
  Aside<ChatResponse> askHedged(LlmClient llm) {
    int before = a.received();
    Aside<ChatResponse> asked = ask(llm);
    a.awaitReceived(before + 1);
    time.awaitDueIn(DELAY);
    time.advance(DELAY);
    return asked;
  }

  static List<String> notes(ChatResponse response) {
    return response.served().trail().stream().map(TrailEntry::note).toList();
  }

  /** For instance {@code b/m SUCCEEDED hedge}. */
  static List<String> inWords(List<AttemptRecord> attempts) {
    return attempts.stream()
        .map(a -> a.target() + " " + a.state() + (a.hedge() ? " hedge" : ""))
        .toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    leaks.beforeEach(context);
    for (ScriptedProvider provider : List.of(a, b, c)) {
      leaks.of(provider);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (client != null) {
      client.close();
    }
    leaks.afterEach(context);
  }
}
