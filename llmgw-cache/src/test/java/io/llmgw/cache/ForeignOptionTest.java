package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Options of a host, which are compared in whatever way the host likes. */
class ForeignOptionTest {
  private final ScriptedProvider a = ScriptedProvider.named("a").always(ScriptedVectors.of(1));
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .build();
  private volatile Gate gate = Gate.closed();

  @BeforeEach
  void open() {
    gate.open();
  }

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  /** Compares the values, once it may. */
  private final class Slow implements RequestOption {
    private final String value;

    Slow(String value) {
      this.value = value;
    }

    @Override
    public Class<Slow> key() {
      return Slow.class;
    }

    @Override
    public boolean equals(Object other) {
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return other instanceof Slow that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  private EmbeddingRequest with(String value) {
    return EmbeddingRequest.of("one").with(new Slow(value));
  }

  @Test
  void nobodyElseIsHeldUpWhileOneIsCompared() {
    llm.embed(with("x"));
    gate = Gate.closed();
    CompletableFuture<EmbeddingResponse> slow = llm.embedAsync(with("x"));
    gate.awaitArrivals(1);

    CompletableFuture<EmbeddingResponse> other = llm.embedAsync(EmbeddingRequest.of("three"));

    Patience.until("the other one to be kept", other::isDone);
    assertThat(llm.embed("three").served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(slow).isNotDone();
    gate.open();
    assertThat(slow.join().served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void whatIsEqualIsFoundHoweverManyOthersThereAre() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      values.add("v" + i);
      values.add(i % 2 == 0 ? "Aa" + i : "BB" + (i - 1)); // two of each hash
    }
    for (String value : values) {
      assertThat(llm.embed(with(value)).served().cache()).isEqualTo(CacheStatus.MISS);
    }

    for (String value : values) {
      assertThat(llm.embed(with(value)).served().cache()).isEqualTo(CacheStatus.HIT);
    }
    assertThat(a.received()).isEqualTo(values.size());
  }

  @Test
  void whatIsNoLongerKeptIsForgotten() {
    try (LlmClient own =
        LlmClient.builder()
            .provider(ScriptedProvider.named("a"))
            .defaultModel("a/m")
            .use(ResponseCache.ofMegabytes(1))
            .use(new OwnVector())
            .build()) {
      WeakReference<RequestOption> option = asked(own);

      Patience.until(
          "the option to be forgotten",
          () -> {
            System.gc();
            return option.get() == null;
          });
    }
  }

  private WeakReference<RequestOption> asked(LlmClient own) {
    RequestOption option = new Slow("x");
    own.embed(EmbeddingRequest.of("one").with(option));
    return new WeakReference<>(option);
  }

  /** Fails to be compared, by its hash or by what it is equal to. */
  private record Broken(boolean hasHash) implements RequestOption {
    @Override
    public Class<Broken> key() {
      return Broken.class;
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("secret");
    }

    @Override
    public int hashCode() {
      if (!hasHash) {
        throw new AssertionError("secret");
      }
      return 1;
    }
  }

  @Test
  void oneThatThrowsIsAskedForAnewEachTime() {
    for (boolean hasHash : List.of(false, true)) {
      llm.embed(EmbeddingRequest.of("one").with(new Broken(hasHash)));
      Served vectors = llm.embed(EmbeddingRequest.of("one").with(new Broken(hasHash))).served();
      assertPassedBy(vectors);
    }
    assertThat(a.received()).isEqualTo(4);
  }

  @Test
  void anAnswerToOneThatThrowsIsAskedForAnewEachTime() {
    ScriptedProvider chats = ScriptedProvider.named("a").always("blue");
    try (LlmClient own =
        LlmClient.builder()
            .provider(chats)
            .defaultModel("a/m")
            .use(ResponseCache.ofMegabytes(1).semantic(Semantic.lexical()))
            .build()) {
      for (boolean hasHash : List.of(false, true)) {
        own.prompt("Why?").with(new Broken(hasHash)).send();
        assertPassedBy(own.prompt("Why?").with(new Broken(hasHash)).send().served());
      }
      assertThatThrownBy(
              () -> own.prompt("Why?").with(new Broken(false)).with(Idempotency.key("k")).send())
          .isInstanceOfSatisfying(
              LlmException.class,
              error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
    }
    assertThat(chats.received()).isEqualTo(4);
  }

  private static void assertPassedBy(Served served) {
    assertThat(served.cache()).isEqualTo(CacheStatus.NONE);
    assertThat(served.trail())
        .anySatisfy(entry -> assertThat(entry.note()).contains("is passed by: an option"));
    assertThat(served.trail().toString()).doesNotContain("secret");
  }

  /** Answers by itself, which is not kept. */
  private static final class OwnVector implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("own vector").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      return EventStreams.of(
          List.of(
              Started.inProcess(),
              new VectorProduced(0, new float[] {1}),
              new Completed(FinishReason.STOP, Usage.UNKNOWN)));
    }
  }
}
