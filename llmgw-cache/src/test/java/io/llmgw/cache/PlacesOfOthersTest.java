package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link asks of its own while its call has the one place that there is at the target. */
class PlacesOfOthersTest {
  private static final EmbeddingRequest TEXT = EmbeddingRequest.of("fine").withModel("paced");

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final Gate gate = Gate.closed();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    gate.open();
    callers.shutdownNow();
  }

  private LlmClient askingAside(LlmRequest<?> request) {
    return LlmClient.builder()
        .provider(a)
        .alias("paced", Route.target("a/m").limits(TargetLimits.perTarget().concurrency(1)))
        .defaultModel("paced")
        .retries(Retries.none())
        .executor(callers)
        .use(ResponseCache.ofMegabytes(1))
        .use(new Aside(request))
        .build();
  }

  /** Asks the same whenever a call of an application has a piece of text. */
  private record Aside(LlmRequest<?> request) implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("aside").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream answer = chain.proceed(chain.request());
      return new EventStream() {
        @Override
        public LlmEvent next() {
          LlmEvent event = answer.next();
          if (event instanceof TextDelta && chain.context().parentCallId() == null) {
            chain.internal(Purpose.of("aside"), request);
          }
          return event;
        }

        @Override
        public void close() {
          answer.close();
        }
      };
    }
  }

  @Test
  void theLinkDoesNotWaitForTheVectorOfWhoWaitsForThatPlace() throws Exception {
    a.always(
        (call, script) -> {
          if (call.request() instanceof EmbeddingRequest) {
            ScriptedVectors.write(call, script, 1);
          } else {
            script.waitFor(gate).text("fine");
          }
        });
    try (LlmClient llm = askingAside(TEXT)) {
      CompletableFuture<ChatResponse> chat = llm.prompt("How are you?").async();
      a.awaitReceived(1);
      CompletableFuture<EmbeddingResponse> inLine = llm.embedAsync(TEXT);

      assertThat(textOf(chat)).isEqualTo("fine");
      assertThat(inLine.join().vector(0)).containsExactly(4, 1);
    }
  }

  @Test
  void norForTheAnswerOfWhoDoes() throws Exception {
    a.always((call, script) -> script.waitFor(gate).text("fine"));
    ChatRequest same = ChatRequest.of("Is that fine?");
    try (LlmClient llm = askingAside(same)) {
      CompletableFuture<ChatResponse> chat = llm.prompt("How are you?").async();
      a.awaitReceived(1);
      CompletableFuture<ChatResponse> inLine = llm.sendAsync(same);

      assertThat(textOf(chat)).isEqualTo("fine");
      assertThat(inLine.join().text()).isEqualTo("fine");
    }
  }

  @Test
  void aNameWouldMakeItWaitSoThereIsNoneForSuchACall() {
    a.always(script -> script.text("fine"));
    ChatRequest named = ChatRequest.of("Is that fine?").with(Idempotency.key("k"));
    try (LlmClient llm = askingAside(named)) {
      assertThatThrownBy(() -> llm.prompt("How are you?").text())
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("on behalf of another");
    }
  }

  private String textOf(CompletableFuture<ChatResponse> chat) throws Exception {
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);
    gate.open();
    return chat.get(Patience.limit().toSeconds(), TimeUnit.SECONDS).text();
  }
}
