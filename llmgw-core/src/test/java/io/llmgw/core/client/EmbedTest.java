package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Embeddings by their own door: as many calls as the provider's limits need, one answer. */
@ExtendWith(LeakRule.class)
class EmbedTest {
  /** Its vectors hold the length of their text; usage counts the texts. */
  private static final class Lengths implements Provider {
    final List<List<String>> asked = Collections.synchronizedList(new ArrayList<>());
    private final EmbeddingLimits limits;
    private Runnable whenAsked = () -> {};

    Lengths(EmbeddingLimits limits) {
      this.limits = limits;
    }

    @Override
    public String name() {
      return "lengths";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.EMBEDDINGS);
    }

    @Override
    public EmbeddingLimits embeddingLimits() {
      return limits;
    }

    @Override
    public EventStream open(ProviderCall call) {
      List<String> inputs = ((EmbeddingRequest) call.request()).inputs();
      asked.add(inputs);
      whenAsked.run();
      call.cancellation().throwIfCancelled();
      if (inputs.contains("fail")) {
        throw LlmException.of(ErrorKind.OVERLOADED, "busy").build();
      }
      List<LlmEvent> events = new ArrayList<>();
      events.add(Started.inProcess());
      for (int i = 0; i < inputs.size(); i++) {
        events.add(new VectorProduced(i, new float[] {inputs.get(i).length()}));
      }
      events.add(new Completed(FinishReason.STOP, Usage.reported(inputs.size(), 0)));
      return EventStreams.of(events);
    }
  }

  private static LlmClient client(Provider provider) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel("lengths/any")
        .retries(Retries.none())
        .build();
  }

  @Test
  void oneCallIsEnoughWhereEverythingFits() {
    Lengths lengths = new Lengths(new EmbeddingLimits(2, 100));
    try (LlmClient llm = client(lengths)) {
      EmbeddingResponse answer = llm.embed("a", "bbb");

      assertThat(answer.vectors()).containsExactly(new float[] {1}, new float[] {3});
      assertThat(answer.served().attempts()).hasSize(1);
      assertThat(lengths.asked).containsExactly(List.of("a", "bbb"));
    }
  }

  @Test
  void moreTextsThanTheLimitGoInSeveralCallsAndKeepTheirOrder() {
    Lengths lengths = new Lengths(new EmbeddingLimits(2, Long.MAX_VALUE));
    try (LlmClient llm = client(lengths)) {
      EmbeddingResponse answer = llm.embed(List.of("a", "bb", "ccc", "dddd", "eeeee"));

      assertThat(lengths.asked)
          .containsExactly(List.of("a", "bb"), List.of("ccc", "dddd"), List.of("eeeee"));
      assertThat(answer.vectors())
          .extracting(vector -> vector[0])
          .containsExactly(1f, 2f, 3f, 4f, 5f);
      assertThat(answer.usage().inputTokens().tokens()).isEqualTo(5);
      assertThat(answer.served().usage().inputTokens().tokens()).isEqualTo(5);
      assertThat(answer.served().attempts())
          .extracting(AttemptRecord::number)
          .containsExactly(1, 2, 3);
      assertThat(answer.served().trail())
          .filteredOn(entry -> entry.link().equals("embed"))
          .hasSize(3);
    }
  }

  @Test
  void bytesAreCountedAsTheyAreSentAndATextThatIsTooLargeGoesAlone() {
    Lengths lengths = new Lengths(new EmbeddingLimits(100, 8));
    try (LlmClient llm = client(lengths)) {
      llm.embed("\u00e4\u00e4", "\uD83C\uDF0D", "\u20ac\u20ac", "ab", "c", "far too large", "d");

      assertThat(lengths.asked)
          .containsExactly(
              List.of("\u00e4\u00e4", "\uD83C\uDF0D"), // 4 + 4
              List.of("\u20ac\u20ac", "ab"), // 6 + 2
              List.of("c"),
              List.of("far too large"),
              List.of("d"));
    }
  }

  @Test
  void theFirstFailureEndsIt() {
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    try (LlmClient llm = client(lengths)) {
      assertThatThrownBy(() -> llm.embed("a", "fail", "c"))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
      assertThat(lengths.asked).hasSize(2);
    }
  }

  @Test
  void aFailureHoldsTheAccountOfTheBatchesThatWerePaidBefore() {
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    try (LlmClient llm = client(lengths)) {
      LlmException error =
          catchThrowableOfType(LlmException.class, () -> llm.embed("a", "b", "fail", "c"));

      assertThat(error.attempts()).extracting(AttemptRecord::number).containsExactly(1, 2, 3);
      assertThat(error.attempts())
          .extracting(AttemptRecord::state)
          .containsExactly(AttemptState.SUCCEEDED, AttemptState.SUCCEEDED, AttemptState.FAILED);
      assertThat(error.attempts().get(1).usage()).isEqualTo(Usage.reported(1, 0));
    }
  }

  @Test
  void theTotalClockBoundsAllBatchesTogether() {
    VirtualTime time = VirtualTime.create();
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    lengths.whenAsked = () -> time.advance(Duration.ofSeconds(4));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(lengths)
            .defaultModel("lengths/any")
            .time(time)
            .timeouts(Timeouts.total(Duration.ofSeconds(10)))
            .build()) {
      assertThatThrownBy(() -> llm.embed("a", "b", "c", "d"))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TIMEOUT))
          .hasMessageContaining("its total of PT10S:");
      assertThat(lengths.asked).hasSize(3);
    }
  }

  @Test
  void eachBatchIsMeasuredByItselfWithinTheTimeThatIsLeft() {
    VirtualTime time = VirtualTime.create();
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    lengths.whenAsked = () -> time.advance(Duration.ofSeconds(4));
    List<Duration> left = new ArrayList<>();
    try (LlmClient llm =
        LlmClient.builder()
            .provider(lengths)
            .defaultModel("lengths/any")
            .time(time)
            .timeouts(Timeouts.total(Duration.ofSeconds(10)))
            .use(
                chain -> {
                  left.add(chain.context().remaining());
                  return chain.proceed(chain.request());
                })
            .build()) {
      EmbeddingResponse answer = llm.embed("a", "b");

      assertThat(left).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(6));
      assertThat(answer.served().latency()).isEqualTo(Duration.ofSeconds(8));
    }
  }

  @Test
  void theFutureAnswersTheSame() {
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    try (LlmClient llm = client(lengths)) {
      EmbeddingResponse answer = llm.embedAsync(EmbeddingRequest.of("a", "bb")).join();

      assertThat(answer.vectors()).extracting(vector -> vector[0]).containsExactly(1f, 2f);
    }
  }

  @Test
  void aCancelledFutureStartsNoFurtherBatch() {
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    CompletableFuture<CompletableFuture<EmbeddingResponse>> started = new CompletableFuture<>();
    lengths.whenAsked = () -> started.join().cancel(true);
    try (LlmClient llm = client(lengths)) {
      CompletableFuture<EmbeddingResponse> future = llm.embedAsync(EmbeddingRequest.of("a", "b"));
      started.complete(future);

      assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    }
    assertThat(lengths.asked).containsExactly(List.of("a"));
  }

  @Test
  void aHandleThatIsCancelledEndsTheBatches() {
    CancelHandle handle = new CancelHandle();
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    lengths.whenAsked = handle::cancel;
    try (LlmClient llm = client(lengths)) {
      assertThatThrownBy(() -> llm.cancelledBy(handle).embed("a", "b"))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CANCELLED));
      assertThat(lengths.asked).hasSize(1);
    }
  }

  @Test
  void closingTheClientLetsBegunBatchesGoOnWithinTheGrace() {
    Lengths lengths = new Lengths(new EmbeddingLimits(1, 100));
    Gate asked = Gate.closed();
    CompletableFuture<Void> answer = new CompletableFuture<>();
    lengths.whenAsked =
        () -> {
          asked.arrive();
          answer.join();
        };
    LlmClient llm =
        LlmClient.builder()
            .provider(lengths)
            .defaultModel("lengths/any")
            .closeGrace(Duration.ofMinutes(1))
            .build();
    Aside<EmbeddingResponse> embedding = Aside.call(() -> llm.embed("a", "b", "c"));
    asked.awaitArrivals(1);
    Aside<Boolean> closing = Aside.run(llm::close).awaitBlockedIn("awaitEmpty");

    answer.complete(null);

    assertThat(embedding.get().size()).isEqualTo(3);
    closing.get();
    assertThatThrownBy(() -> llm.embed("a", "b"))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CLOSED));
  }

  @Test
  void nothingToEmbedIsRefused() {
    try (LlmClient llm = client(new Lengths(EmbeddingLimits.UNKNOWN))) {
      assertThatThrownBy(() -> llm.embed(List.of())).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> llm.embed("a", "")).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new EmbeddingLimits(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
