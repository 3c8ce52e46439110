package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a second level is told, in which order, and how much of it where it is slow. */
@Fault("F134")
class StoreWritesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(10);

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider a = ScriptedProvider.named("a").always("blue");
  private final Told store = new Told();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1).secondLevel(store);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .time(time)
          .closeGrace(Duration.ZERO)
          .use(cache)
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  /** Has nothing, and ends what it is told when the test says so. */
  private static final class Told implements ResponseStore {
    final List<String> order = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Void>> puts = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Void>> removals = new CopyOnWriteArrayList<>();
    volatile boolean endsRemovals = true;

    @Override
    public CompletionStage<byte[]> get(String key) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      CompletableFuture<Void> put = new CompletableFuture<>();
      order.add("put");
      keys.add(entry.key());
      puts.add(put);
      return put;
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      CompletableFuture<Void> removal = new CompletableFuture<>();
      order.add("remove " + label);
      removals.add(removal);
      if (endsRemovals) {
        removal.complete(null);
      }
      return removal;
    }

    void awaitPuts(int count) {
      Patience.until(
          () -> count + " puts, not " + order, Patience.limit(), () -> puts.size() == count);
    }

    void awaitRemovals(int count) {
      Patience.until(
          () -> count + " removals, not " + removals.size(),
          Patience.limit(),
          () -> removals.size() == count);
    }
  }

  /** Asks this; returns the key of the answer. */
  private String asked(String question) {
    return Objects.requireNonNull(llm.prompt(question).send().served().cacheUse()).key();
  }

  @Test
  void removesWhatIsBeingPutOnceItIsThere() {
    llm.prompt("Why?").text();
    store.awaitPuts(1);

    cache.invalidateNamespace(ResponseCache.NAMESPACE);
    store.order.add("it is there");
    store.puts.get(0).complete(null);

    store.awaitRemovals(1);
    assertThat(store.order).containsExactly("put", "it is there", "remove NAMESPACE");
  }

  @Test
  void removesOnceMoreWhatLandsLate() {
    llm.prompt("Why?").text();
    store.awaitPuts(1);
    cache.invalidateNamespace(ResponseCache.NAMESPACE);
    time.awaitDueIn(PATIENCE);
    time.advance(PATIENCE);
    store.awaitRemovals(1);

    store.puts.get(0).complete(null);

    store.awaitRemovals(2);
    assertThat(store.order).containsExactly("put", "remove NAMESPACE", "remove KEY");
  }

  @Test
  void putsNothingThatWasInvalidatedWhileItWaited() {
    llm.prompt("one").text();
    store.awaitPuts(1);
    cache.invalidate(asked("two"));
    String third = asked("three");

    store.puts.get(0).complete(null);

    store.awaitPuts(2);
    assertThat(store.order).containsExactly("put", "remove KEY", "put");
    assertThat(store.keys.get(1)).isEqualTo(third);
  }

  @Test
  void dropsNoRemovalHoweverManyWait() {
    llm.prompt("Why?").text();
    store.awaitPuts(1);
    for (int i = 0; i < 3_000; i++) {
      cache.invalidate("key " + i);
      cache.invalidate("key " + i / 2); // once is enough
    }

    store.puts.get(0).complete(null);

    store.awaitRemovals(3_000);
  }

  @Test
  void makesARemovalThatFailsAgain() {
    store.endsRemovals = false;
    cache.invalidateTenant("t");
    store.awaitRemovals(1);
    store.removals.get(0).completeExceptionally(new IllegalStateException("down"));
    time.awaitDueIn(REST);
    assertThat(store.removals).hasSize(1);

    time.advance(REST);

    store.awaitRemovals(2);
    store.removals.get(1).complete(null);
    assertThat(store.order).containsExactly("remove TENANT", "remove TENANT");
  }

  @Test
  void tellsOneThingAtATimeAndNothingForAWhileAfterFiveThatWereLate() {
    for (int i = 0; i < 3_000; i++) {
      llm.prompt("question " + i).text();
    }
    for (int late = 1; late <= 5; late++) {
      store.awaitPuts(late);
      time.awaitDueIn(PATIENCE);
      time.advance(PATIENCE);
    }

    asked("another");
    time.advance(REST);
    String more = asked("one more");

    store.awaitPuts(6);
    assertThat(store.keys.get(5)).isEqualTo(more);
  }

  @Test
  void isToldNothingForAWhileAfterFiveFailures() {
    for (int i = 1; i <= 5; i++) {
      llm.prompt("question " + i).text();
      store.awaitPuts(i);
      store.puts.get(i - 1).completeExceptionally(new IllegalStateException("down"));
    }

    asked("another");
    time.advance(REST);
    String more = asked("one more");

    store.awaitPuts(6);
    assertThat(store.keys.get(5)).isEqualTo(more);
  }
}
