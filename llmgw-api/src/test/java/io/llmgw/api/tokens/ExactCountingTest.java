package io.llmgw.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExactCountingTest {
  private static final ModelRef MODEL = ModelRef.parse("fake/model");

  private final CompletableFuture<Thread> thread = new CompletableFuture<>();
  private final CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
  private final InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();

  @Test
  void itsThreadsKnowNothingOfWhoeverNeededThemFirst() throws Exception {
    inherited.set("of the first caller");

    long estimate = TokenEstimator.counting(new Looking()).build().inputTokens(request(), MODEL);

    assertThat(estimate).isPositive();
    assertThat(thread.get(5, TimeUnit.SECONDS).getContextClassLoader()).isNull();
    assertThat(seen.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void itsThreadsEndSoonAfterTheLastCount() throws Exception {
    TokenEstimator.counting(new Looking()).build().inputTokens(request(), MODEL);

    Thread counting = thread.get(5, TimeUnit.SECONDS);
    counting.join(TimeUnit.SECONDS.toMillis(5)); // of ten that a pool of the engine would take

    assertThat(counting.isAlive()).isFalse();
    assertThat(counting.isDaemon()).isTrue();
  }

  private static ChatRequest request() {
    return ChatRequest.of("Why is the sky blue?");
  }

  private final class Looking implements TokenCounter {
    @Override
    public boolean knows(ModelRef model) {
      return true;
    }

    @Override
    public long count(String text, ModelRef model) {
      seen.complete(Optional.ofNullable(inherited.get()));
      thread.complete(Thread.currentThread());
      return 1;
    }
  }
}
