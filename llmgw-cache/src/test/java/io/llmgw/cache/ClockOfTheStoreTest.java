package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A clock that fails where a store is told of a change, or has given an answer: what is to be gone
 * is not forgotten, and what is sound stays.
 */
@Fault({"F092", "F134"})
class ClockOfTheStoreTest {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final String WRITER = "llmgw-cache-store-writer-";

  private final VirtualTime virtual = VirtualTime.create();
  private final Unsteady time = new Unsteady(virtual);
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final AtomicInteger removals = new AtomicInteger();
  private final ResponseCache cache = ResponseCache.ofMegabytes(1).secondLevel(new Kept());

  private final class Kept implements ResponseStore {
    @Override
    public CompletionStage<byte[]> get(String key) {
      time.failsOnceByTheWall = time.failsTheReader;
      return CompletableFuture.completedFuture(stored.get(key));
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      stored.put(entry.key(), entry.bytes());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      removals.incrementAndGet();
      stored.clear();
      return CompletableFuture.completedFuture(null);
    }
  }

  private LlmClient client(ScriptedProvider provider, ResponseCache with) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel("a/m")
        .time(time)
        .closeGrace(Duration.ZERO)
        .use(with)
        .build();
  }

  @Test
  void anAnswerWhoseAgeNobodyCanTellIsNotGivenAndStays() {
    ScriptedProvider a = ScriptedProvider.named("a").always("blue");
    try (LlmClient llm = client(a, cache);
        LlmClient other = client(a, ResponseCache.ofMegabytes(1).secondLevel(new Kept()))) {
      llm.prompt("Why?").text();
      Patience.until("it to be stored", () -> stored.size() == 1);
      time.failsTheReader = true;

      other.prompt("Why?").text();

      assertThat(a.calls()).hasSize(2);
      assertThat(removals).hasValue(0);
    }
  }

  @Test
  void aRemovalIsMadeAgain() {
    ScriptedProvider a = ScriptedProvider.named("a").always("blue");
    try (LlmClient llm = client(a, cache)) {
      llm.forCaller(Caller.tenant("globex")).prompt("Why?").text();
      Patience.until("it to be stored", () -> stored.size() == 1);
      time.failsTheWriter = true;

      cache.invalidateTenant("globex");

      virtual.awaitDueIn(REST);
      assertThat(stored).hasSize(1);
      time.failsTheWriter = false;
      virtual.advance(REST);
      Patience.until("it to be gone", stored::isEmpty);
    }
  }

  private static final class Unsteady extends ForwardingTime {
    private volatile boolean failsTheWriter;
    private volatile boolean failsTheReader;
    private volatile boolean failsOnceByTheWall;

    Unsteady(VirtualTime real) {
      super(real);
    }

    @Override
    public Instant now() {
      if (failsOnceByTheWall) {
        failsOnceByTheWall = false;
        throw new IllegalStateException("a bug of the host");
      }
      return super.now();
    }

    @Override
    public long nanos() {
      if (failsTheWriter && Thread.currentThread().getName().startsWith(WRITER)) {
        throw new AssertionError("a bug of the host");
      }
      return super.nanos();
    }
  }
}
