package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept for those who ask for it is nothing for those who do not. */
class PassedByTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why?");
  private static final ChatRequest ALSO_STAND_INS =
      QUESTION.with(CacheControl.DEFAULT.alsoStandIns());
  private static final ChatRequest ALSO_TOOL_CALLS =
      QUESTION.with(CacheControl.DEFAULT.alsoToolCalls());

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final LlmClient llm = client();

  private LlmClient client() {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
        .defaultModel("smart")
        .retries(Retries.none())
        .time(VirtualTime.create())
        .closeGrace(Duration.ZERO)
        .use(ResponseCache.ofMegabytes(1).secondLevel(new Store()))
        .build();
  }

  private final class Store implements ResponseStore {
    @Override
    public CompletionStage<byte[]> get(String key) {
      looks.incrementAndGet();
      return CompletableFuture.completedFuture(stored.get(key));
    }

    @Override
    public CompletionStage<?> put(StoredEntry entry) {
      stored.put(entry.key(), entry.bytes());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(Label label, String value) {
      return CompletableFuture.completedFuture(null);
    }
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void aStandIn() {
    a.fails(ErrorKind.SERVER).answers("green");
    b.answers("blue");
    llm.chat(ALSO_STAND_INS);

    assertThat(llm.chat(ALSO_STAND_INS).text()).isEqualTo("blue");
    assertThat(llm.chat(QUESTION).text()).isEqualTo("green");
    assertThat(llm.chat(ALSO_STAND_INS).text()).as("in its place").isEqualTo("green");
  }

  @Test
  void aStandInThatAnotherProcessHasKept() {
    a.fails(ErrorKind.SERVER).answers("green");
    b.answers("blue");
    llm.chat(ALSO_STAND_INS);
    Patience.until("it to be stored", () -> stored.size() == 1);
    try (LlmClient one = client();
        LlmClient other = client()) {
      assertThat(one.chat(ALSO_STAND_INS).served().cache()).isEqualTo(CacheStatus.HIT);
      assertThat(other.chat(QUESTION).text()).isEqualTo("green");
    }
  }

  @Test
  void anAnswerThatAsksForTools() {
    a.answers(script -> script.toolCall("1", "look", "{}")).answers("green");
    llm.chat(ALSO_TOOL_CALLS);

    assertThat(llm.chat(ALSO_TOOL_CALLS).toolCalls()).hasSize(1);
    assertThat(llm.chat(QUESTION).text()).isEqualTo("green");
  }

  @Test
  void aVectorOfAStandIn() {
    a.fails(ErrorKind.SERVER).always(script -> script.events(vector(1)));
    b.always(script -> script.events(vector(2)));
    EmbeddingRequest text = EmbeddingRequest.of("one");
    EmbeddingRequest also = text.with(CacheControl.DEFAULT.alsoStandIns());
    llm.embed(also);

    assertThat(llm.embed(also).vector(0)).containsExactly(2);
    assertThat(llm.embed(text).vector(0)).containsExactly(1);
  }

  private static VectorProduced vector(float number) {
    return new VectorProduced(0, new float[] {number});
  }

  /** It is to be made once, by whomever: so all of it is given again. */
  @Test
  void notTheAnswerOfACallWithAName() {
    a.fails(ErrorKind.SERVER);
    b.answers(script -> script.toolCall("1", "look", "{}"));
    ChatRequest once = QUESTION.with(Idempotency.key("order-17"));
    llm.chat(once);

    assertThat(llm.chat(once).toolCalls()).hasSize(1);
    assertThat(looks).as("looks where it never is").hasValue(0);
  }
}
