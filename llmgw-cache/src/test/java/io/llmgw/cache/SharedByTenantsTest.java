package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an invalidation of one tenant means where the tenants share. */
class SharedByTenantsTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1).scope(CacheScope.EVERYBODY);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .executor(callers)
          .use(cache)
          .build();
  private final LlmClient one = llm.forCaller(Caller.tenant("one"));
  private final LlmClient other = llm.forCaller(Caller.tenant("other"));
  private final LlmClient nobody = llm.forCaller(Caller.ANONYMOUS);

  @BeforeEach
  void watch() {
    leaks.of(a);
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private static void awaitWaiting(int count) {
    Patience.until(count + " to wait", () -> Waiting.forFlights() == count);
  }

  @Test
  void theyShareTheNextChatAsBefore() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("blue"));
    cache.invalidateTenant("one");

    CompletableFuture<ChatResponse> first = one.prompt("Why?").async();
    a.awaitReceived(1);
    CompletableFuture<ChatResponse> second = other.prompt("Why?").async();
    CompletableFuture<ChatResponse> third = nobody.prompt("Why?").async();
    awaitWaiting(3);
    gate.open();

    assertThat(first.join().served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(third.join().served().cache()).isEqualTo(CacheStatus.JOINED);
  }

  @Test
  void theyShareTheNextVectorsAsBefore() {
    Gate gate = Gate.closed();
    a.answers(
        (call, script) -> {
          script.waitFor(gate);
          ScriptedVectors.write(call, script, 1);
        });
    cache.invalidateTenant("one");

    CompletableFuture<EmbeddingResponse> first = one.embedAsync(EmbeddingRequest.of("one"));
    a.awaitReceived(1);
    CompletableFuture<EmbeddingResponse> second = other.embedAsync(EmbeddingRequest.of("one"));
    awaitWaiting(2);
    gate.open();

    assertThat(first.join().served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
  }

  @Test
  void nobodyJoinsWhatWasAskedForOnItsBehalfBefore() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("old")).answers("new");
    CompletableFuture<ChatResponse> first = one.prompt("Why?").async();
    a.awaitReceived(1);

    cache.invalidateTenant("one");

    assertThat(other.prompt("Why?").text()).isEqualTo("new");
    gate.open();
    assertThat(first.join().text()).isEqualTo("old");
    assertThat(one.prompt("Why?").text()).as("is kept").isEqualTo("new");
  }
}
