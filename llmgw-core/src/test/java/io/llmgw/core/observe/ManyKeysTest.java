package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that change are noticed as long as those of no more than a thousand callers are known. */
class ManyKeysTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");

  @ParameterizedTest
  @CsvSource({"1000, 1", "1001, 0"})
  void soManyCallersAreRemembered(int callers, int told) {
    AtomicReference<String> secretOfTheFirst = new AtomicReference<>("sk-old");
    ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");
    fake.with(
        caller ->
            List.of(
                ApiKey.of(
                    "main",
                    "0".equals(caller.tenant())
                        ? secretOfTheFirst.get()
                        : "sk-" + caller.tenant())));
    Heard heard = new Heard();
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel("fake/m").listen(heard).build()) {
      for (int i = 0; i < callers; i++) {
        llm.forCaller(Caller.tenant("" + i)).chat(QUESTION);
      }
      secretOfTheFirst.set("sk-new");

      llm.forCaller(Caller.tenant("0")).chat(QUESTION);
    }

    assertThat(heard.of(KeyRotated.class)).hasSize(told);
  }
}
