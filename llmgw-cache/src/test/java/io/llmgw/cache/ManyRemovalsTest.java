package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Invalidations while what is kept in memory is still looked through for one before them. */
@Fault("F134")
class ManyRemovalsTest {
  private static final String WRITER = "llmgw-cache-store-writer-";
  private static final int MANY = 20;

  private final Told store = new Told();

  /** Knows what it was told, and by which thread. */
  private static final class Told implements ResponseStore {
    final Set<String> removed = ConcurrentHashMap.newKeySet();
    final Set<String> put = ConcurrentHashMap.newKeySet();
    final Set<Thread> removing = ConcurrentHashMap.newKeySet();

    @Override
    public CompletionStage<byte[]> get(String key) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      put.add(entry.key());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      removed.add(value);
      removing.add(Thread.currentThread());
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void allArriveAtTheStoreAndSoDoesWhatComesLater() {
    Gate gate = Gate.closed();
    ResponseCache cache = ResponseCache.ofMegabytes(1).secondLevel(store);
    try (LlmClient llm =
        LlmClient.builder()
            .provider(ScriptedProvider.named("a").always("blue"))
            .defaultModel("a/m")
            .time(new HeldUp(gate))
            .use(cache)
            .build()) {
      for (int i = 0; i < MANY; i++) {
        cache.invalidateTenant("t" + i);
        Patience.until("the writers to wait", ManyRemovalsTest::doAllWait);
      }
      assertThat(gate.arrivals()).isPositive();

      gate.open();

      Patience.until("all removals", () -> store.removed.size() == MANY);
      llm.prompt("Why?").text();
      Patience.until("what is kept", () -> store.put.size() == 1);
    }
  }

  private static boolean doAllWait() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(WRITER))
        .map(Thread::getState)
        .allMatch(
            state ->
                state == Thread.State.WAITING
                    || state == Thread.State.TIMED_WAITING
                    || state == Thread.State.TERMINATED);
  }

  /** The system's clock; who has told the store of a removal stands still when he looks at it. */
  private final class HeldUp extends ForwardingTime {
    private final Gate gate;

    HeldUp(Gate gate) {
      super(TimeSource.system());
      this.gate = gate;
    }

    @Override
    public long nanos() {
      if (store.removing.contains(Thread.currentThread())) {
        try {
          gate.pass();
        } catch (InterruptedException closed) {
          Thread.currentThread().interrupt();
        }
      }
      return super.nanos();
    }
  }
}
