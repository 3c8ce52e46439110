package io.llmgw.core.target;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What answers say is left of a key steers calls that need more, and those alone. */
class TokenQuotaTest {
  private static final Duration RESET = Duration.ofSeconds(30);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final ScriptedProvider other = ScriptedProvider.named("other");
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private LlmClientBuilder client() {
    leaks.of(fake);
    leaks.of(other);
    other.always("other");
    return LlmClient.builder()
        .provider(fake)
        .provider(other)
        .alias("smart", ordered(target("fake/m"), target("other/m")))
        .defaultModel("fake/m")
        .retries(Retries.none())
        .time(time);
  }

  private static ResponseHead head(String scope, long left) {
    RateLimits limits = new RateLimits(List.of(new RateLimit(scope, 30_000L, left, RESET)));
    return new ResponseHead(null, null, null, 200, limits, Map.of());
  }

  private static ChatRequest asking(int outputTokens) {
    return ChatRequest.builder().user("Why?").maxOutputTokens(outputTokens).build();
  }

  private Set<String> keysOf(int calls, ChatRequest request) {
    Set<String> used = new HashSet<>();
    for (int i = 0; i < calls; i++) {
      used.add(llm.chat(request).served().keyAlias());
    }
    return used;
  }

  @Test
  @Fault("F043")
  void aKeyWithTooFewTokensIsLeftToCallsThatNeedLess() {
    fake.with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y")));
    fake.always(
        (call, script) -> {
          long left = call.key().alias().equals("a") ? 1_000 : 29_000;
          script.started(head("tokens", left)).text("blue");
        });
    llm = client().build();
    assertThat(keysOf(30, asking(10))).containsExactlyInAnyOrder("a", "b");

    assertThat(keysOf(30, asking(2_000))).containsExactly("b");
    assertThat(keysOf(30, asking(10))).containsExactlyInAnyOrder("a", "b");
    time.advance(RESET);
    assertThat(keysOf(30, asking(2_000))).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  @Fault("F043")
  void aCallThatNeedsMoreGoesToTheNextTarget() {
    fake.with(Keys.of("secret"));
    fake.always((call, script) -> script.started(head("output-tokens", 1_000)).text("blue"));
    llm = client().build();
    llm.chat(asking(10));

    ChatRequest large = asking(2_000).withModel("smart");
    assertThat(llm.chat(large).text()).isEqualTo("other");
    assertThat(llm.chat(asking(10).withModel("smart")).text()).isEqualTo("blue");
    assertThat(llm.explain(large).toString())
        .contains("skipped  fake/m   has 1000 output-tokens left, and the call needs about 2000");
    time.advance(RESET);
    assertThat(llm.chat(large).text()).isEqualTo("blue");
  }

  @Test
  void theOnlyKeyIsAskedNevertheless() {
    fake.with(Keys.of("secret"));
    fake.always((call, script) -> script.started(head("input-tokens", 1)).text("blue"));
    llm = client().build();
    llm.chat(asking(10));

    assertThat(llm.chat(asking(10)).text()).isEqualTo("blue");
    assertThat(time.nanos()).as("without a wait").isZero();
  }

  @Test
  void theLatestAnswerCounts() {
    fake.with(Keys.of("secret"));
    fake.answers(script -> script.started(head("tokens", 10)).text("blue"))
        .always((call, script) -> script.started(head("tokens", 29_000)).text("blue"));
    llm = client().build();
    llm.chat(asking(10));
    assertThat(llm.explain(asking(2_000).withModel("smart")).skipped()).hasSize(1);
    llm.chat(asking(10));

    assertThat(llm.chat(asking(2_000).withModel("smart")).text()).isEqualTo("blue");
  }
}
