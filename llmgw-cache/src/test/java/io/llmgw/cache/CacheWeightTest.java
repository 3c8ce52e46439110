package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands around an answer counts as memory, as the answer does. */
class CacheWeightTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int LONG = 100_000;
  private static final int LONGEST_NAMESPACE = 256;

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ResponseCache cache = ResponseCache.ofMegabytes(1);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .defaultEmbeddingModel("a/m")
          .use(cache)
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  /** What one more answer takes. */
  private long weight(String question, Consumer<Script> answer) {
    long before = cache.bytes();
    a.answers(answer);
    llm.prompt(question).text();
    assertThat(cache.bytes()).isGreaterThan(before);
    return cache.bytes() - before;
  }

  /** Has no more tenants than fit. */
  private void assertBounded(ObjIntConsumer<LlmClient> question) {
    for (int i = 0; i < 30; i++) {
      Caller caller = Caller.tenant("t".repeat(LONG) + i);
      question.accept(llm.forCaller(caller), i);
    }
    assertThat(cache.size()).isBetween(1L, (long) MEGABYTE / LONG);
  }

  @Test
  void theTenantOfAnAnswer() {
    a.always(script -> script.text("blue"));
    assertBounded((client, i) -> client.prompt("Why?").text());
  }

  @Test
  void theTenantOfAVector() {
    a.always(ScriptedVectors.of(1));
    assertBounded((client, i) -> client.embed("one"));
  }

  @Test
  void theHead() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      headers.put("x-ratelimit-" + i, "v".repeat(100));
    }
    String id = "i".repeat(1_000);
    ResponseHead head = new ResponseHead(id, id, id, 200, RateLimits.NONE, headers, id);

    long plain = weight("Why?", script -> script.text("blue"));
    long rich = weight("How?", script -> script.started(head).text("blue"));

    assertThat(rich - plain).isBetween(4_000L + 60 * 100, 20_000L);
  }

  @Test
  void theWordsOfTheProviderAtTheEnd() {
    String word = "w".repeat(5_000);

    long plain = weight("Why?", script -> script.text("blue"));
    long rich =
        weight(
            "How?",
            script ->
                script
                    .text("blue")
                    .events(
                        new BillReported(null, word, null),
                        new Completed(FinishReason.STOP, word, Usage.ZERO)));

    assertThat(rich - plain).isBetween(10_000L, 11_000L);
  }

  @Test
  void theNamespaceWhichHasALimit() {
    CacheControl longest = CacheControl.DEFAULT.namespace("n".repeat(LONGEST_NAMESPACE));
    long plain = weight("Why?", script -> script.text("blue"));
    a.answers("blue");
    llm.prompt("Why?").with(longest).text();

    assertThat(cache.bytes() - 2 * plain).isBetween(200L, 300L);
    assertThatThrownBy(() -> longest.namespace("n".repeat(LONGEST_NAMESPACE + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the namespace of a cache must have 1 to 256 chars, not 257");
  }

  private record Wish(int number) implements RequestOption {
    @Override
    public Class<Wish> key() {
      return Wish.class;
    }
  }

  /** What they hold nobody knows. */
  @Test
  void theOptionsOfTheHostByTheirNumber() {
    long plain = weight("Why?", script -> script.text("blue"));
    a.answers("blue");
    llm.prompt("Why?").with(new Wish(1)).text();

    assertThat(cache.bytes() - 2 * plain).isBetween(100L, 300L);
  }
}
