package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No task of the clock can be called off: the cache works as ever, and keeps nothing. */
@Fault("F092")
class UnstoppableClockTest {
  private static final String KNOWN = "Which colour has the sky?";
  private static final String SIMILAR = "What is the colour of the sky?";

  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider a = ScriptedProvider.named("a").always("blue");
  private LlmClient llm;

  private void use(ResponseCache cache) {
    llm =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .time(new Unstoppable(time))
            .closeGrace(Duration.ZERO)
            .use(cache)
            .build();
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private static final class Unstoppable extends ForwardingTime {
    Unstoppable(VirtualTime real) {
      super(real);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      super.schedule(delay, task);
      return () -> {
        throw new AssertionError("a bug of the host");
      };
    }
  }

  /** Has nothing, and hears of all. */
  private static final class Told implements ResponseStore {
    final List<String> order = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<byte[]> get(String key) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      order.add("put");
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      order.add("remove " + label);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void noCallFailsForASecondLevel() {
    Told store = new Told();
    use(ResponseCache.ofMegabytes(1).secondLevel(store));
    CancelHandle handle = new CancelHandle();

    ChatResponse answer = llm.cancelledBy(handle).prompt(KNOWN).send();

    assertThat(answer.text()).isEqualTo("blue");
    Patience.until("the answer to be written", () -> store.order.contains("put"));
  }

  @Test
  void similarQuestionsAreFound() {
    use(ResponseCache.ofMegabytes(1).semantic(Semantic.by(text -> new float[] {1, 2})));
    llm.prompt(KNOWN).send();

    ChatResponse answer = llm.prompt(SIMILAR).send();

    assertThat(answer.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.received()).isOne();
  }

  @Test
  void anEmbedderThatTakesTooLongKeepsNoThread() {
    Gate gate = Gate.closed();
    Gate ended = Gate.closed();
    Duration within = Duration.ofSeconds(2);
    use(
        ResponseCache.ofMegabytes(1)
            .semantic(Semantic.by(text -> interrupted(gate, ended)).within(within)));
    CompletableFuture<ChatResponse> asked = llm.prompt(KNOWN).async();
    gate.awaitArrivals(1);
    time.awaitDueIn(within);

    time.advance(within);

    assertThat(asked.join().text()).isEqualTo("blue");
    ended.awaitArrivals(1);
  }

  private static float[] interrupted(Gate gate, Gate ended) throws InterruptedException {
    try {
      gate.pass();
      return new float[] {1};
    } finally {
      ended.arrive();
    }
  }
}
