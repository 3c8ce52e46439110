package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A store that can be read, and from which nothing can be removed: what is dropped is not given.
 */
@Fault("F134")
class RemovalsThatFailTest {
  private static final Duration REST = Duration.ofSeconds(10);

  private final VirtualTime virtual = VirtualTime.create();
  private final WatchedTime time = new WatchedTime(virtual);
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<String> removals = new CopyOnWriteArrayList<>();
  private volatile boolean removes;
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ResponseCache cache = ResponseCache.ofMegabytes(1).secondLevel(new Kept());
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .alias("smart", "a/m")
          .defaultModel("smart")
          .time(time)
          .closeGrace(Duration.ZERO)
          .use(cache)
          .build();
  private final LlmClient mine = llm.forCaller(Caller.tenant("globex"));

  @AfterEach
  void close() {
    llm.close();
  }

  /** Keeps what it gets, and removes all once it may. */
  private final class Kept implements ResponseStore {
    @Override
    public CompletionStage<byte[]> get(String key) {
      return CompletableFuture.completedFuture(stored.get(key));
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      stored.put(entry.key(), entry.bytes());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      removals.add(value);
      if (!removes) {
        return CompletableFuture.failedFuture(new IllegalStateException("down"));
      }
      stored.clear();
      return CompletableFuture.completedFuture(null);
    }
  }

  private String keyOfOld() {
    a.answers("old");
    ChatResponse old = mine.prompt("Why?").send();
    Patience.until("it to be stored", () -> stored.size() == 1);
    return Objects.requireNonNull(old.served().cacheUse()).key();
  }

  private void assertGoneAfter(Consumer<String> invalidation) {
    String key = keyOfOld();
    a.answers("new");

    invalidation.accept(key);

    ChatResponse next = mine.prompt("Why?").send();
    assertThat(next.text()).isEqualTo("new");
    assertThat(next.served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(mine.prompt("Why?").send().text()).isEqualTo("new");
  }

  @Test
  void nothingOfATenantIsGivenOnceItIsDropped() {
    assertGoneAfter(key -> cache.invalidateTenant("globex"));
  }

  @Test
  void nothingOfANamespaceIsGivenOnceItIsDropped() {
    assertGoneAfter(key -> cache.invalidateNamespace(ResponseCache.NAMESPACE));
  }

  @Test
  void nothingOfAnAliasIsGivenOnceItIsDropped() {
    assertGoneAfter(key -> cache.invalidateModel("smart"));
  }

  @Test
  void nothingOfAModelThatAnsweredIsGivenOnceItIsDropped() {
    assertGoneAfter(key -> cache.invalidateModel("a/m"));
  }

  @Test
  void nothingOfAKeyIsGivenOnceItIsDropped() {
    assertGoneAfter(cache::invalidate);
  }

  /** Whoever asks while the memory is looked through for what is to be dropped. */
  @Test
  void nothingComesBackBetweenTheDropHereAndThatInTheStore() {
    String key = keyOfOld();
    a.answers("new").answers("newer");
    time.watch(() -> CompletableFuture.supplyAsync(() -> mine.prompt("Why?").text()).join());

    cache.invalidate(key);

    assertThat(time.isSeen()).isTrue();
    assertThat(mine.prompt("Why?").send().text()).isNotEqualTo("old");
  }

  @Test
  void whatIsOfSomebodyElseIsStillFound() {
    keyOfOld();
    ResponseCache others = ResponseCache.ofMegabytes(1).secondLevel(new Kept());
    try (LlmClient other =
        LlmClient.builder()
            .provider(a)
            .alias("smart", "a/m")
            .defaultModel("smart")
            .time(virtual)
            .closeGrace(Duration.ZERO)
            .use(others)
            .build()) {
      others.invalidateTenant("initech");
      Patience.until("the removal to fail", () -> removals.size() == 1);

      assertThat(other.forCaller(Caller.tenant("globex")).prompt("Why?").text()).isEqualTo("old");
    }
  }

  @Test
  void theStoreIsBelievedAgainOnceItHasRemoved() {
    String key = keyOfOld();
    byte[] old = stored.get(key);
    a.always("new");
    cache.invalidateTenant("globex");
    virtual.awaitDueIn(REST);
    removes = true;
    virtual.advance(REST);
    Patience.until("the second removal", stored::isEmpty);

    stored.put(key, old); // as another process may

    CacheControl reads = CacheControl.readOnly();
    Patience.until("it", () -> mine.prompt("Why?").with(reads).send().text().equals("old"));
  }
}
