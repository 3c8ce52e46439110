package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many wait for a call that fails, and a link of the host stands between the cache's own two. */
@Fault("F128")
class LinkBesideTest {
  private static final int CROWD = 100;

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private void client(Interceptor beside) {
    llm =
        LlmClient.builder()
            .provider(a)
            .defaultModel("a/m")
            .retries(Retries.none())
            .failures(Reactions.standard().withoutBreaker()) // so many failures would open it
            .executor(callers)
            .use(ResponseCache.ofMegabytes(1))
            .use(beside)
            .build();
  }

  /** Adds an exclamation mark to each piece of text. */
  private static final class Shouting implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("shouting").in(Slot.CACHE).at(1);
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream stream = chain.proceed(chain.request());
      List<LlmEvent> events = new ArrayList<>();
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        events.add(
            event instanceof TextDelta delta
                ? new TextDelta(delta.index(), delta.text() + "!")
                : event);
      }
      return EventStreams.of(events);
    }
  }

  @Test
  void changesTheSecondAnswerOnceForEach() {
    client(new Shouting());
    a.always(script -> script.text("blue").completed(FinishReason.LENGTH)); // which is not kept
    Races.repeat(
        round -> {
          int before = a.received();

          List<CompletableFuture<ChatResponse>> crowd =
              crowd(() -> llm.prompt("question " + round).async());

          for (CompletableFuture<ChatResponse> each : crowd) {
            if (Failed.kindOf(each) == null) {
              assertThat(each.join().text()).isEqualTo("blue!");
            }
          }
          assertThat(a.received() - before).isEqualTo(2);
        });
  }

  @Test
  void isGivenTheVectorsThatItAsksFor() {
    OwnFirst own = new OwnFirst();
    own.gate.open();
    client(own);
    a.always(ScriptedVectors.of(1));
    Races.repeat(
        round -> {
          EmbeddingRequest request = EmbeddingRequest.of("one", "three of round " + round);

          List<CompletableFuture<EmbeddingResponse>> crowd = crowd(() -> llm.embedAsync(request));

          for (CompletableFuture<EmbeddingResponse> each : crowd) {
            assertThat(Failed.kindOf(each)).isIn(null, ErrorKind.SERVER);
            if (Failed.kindOf(each) == null) {
              assertThat(each.join().vector(0)).containsExactly(3, 0);
              assertThat(each.join().vector(1)[1]).isEqualTo(1);
            }
          }
        });
  }

  /** Who wait for a call that fails. */
  private <T> List<CompletableFuture<T>> crowd(Supplier<CompletableFuture<T>> asking) {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER));
    List<CompletableFuture<T>> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(asking.get());
    }
    Patience.until(CROWD + " to wait", () -> Waiting.forFlights() == CROWD);
    gate.open();
    crowd.forEach(Failed::kindOf);
    return crowd;
  }
}
