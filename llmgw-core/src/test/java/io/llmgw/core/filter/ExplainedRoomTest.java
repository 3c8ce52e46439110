package io.llmgw.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.Explanation;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a target with limits has room for a call, by the keys that it may use. */
class ExplainedRoomTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").with(Keys.of(ApiKey.of("a", "x"), ApiKey.of("b", "y")));
  private final Gate gate = Gate.closed();
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private void open(TargetLimits limits) {
    llm =
        LlmClient.builder()
            .provider(fake)
            .alias("smart", Route.target("fake/m").limits(limits))
            .defaultModel("smart")
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(VirtualTime.create())
            .build();
  }

  private List<String> skipped() {
    return llm.explain(QUESTION).skipped().stream()
        .filter(skip -> skip.what().equals("fake/m"))
        .map(Explanation.Skipped::reason)
        .toList();
  }

  @Test
  void aKeyThatRestsHasNone() {
    open(TargetLimits.perKey().concurrency(1));
    fake.answers(script -> script.fail(LlmException.of(ErrorKind.AUTH, "no").build()))
        .answers(script -> script.text("one").waitFor(gate));

    ChatStream stream = llm.stream(QUESTION); // with the other key, as the first is refused

    assertThat(skipped())
        .hasSize(1)
        .allMatch(reason -> reason.contains("concurren") || reason.contains("under way"));
    gate.open();
    stream.response();
    assertThat(skipped()).isEmpty();
  }

  @Test
  void aCallNeedsTokensWhereTheyAreLimited() {
    open(TargetLimits.perTarget().tokensPerMinute(1_000));
    fake.answers(script -> script.text("one").usage(Usage.reported(500, 490)));
    llm.chat(QUESTION);

    assertThat(skipped()).singleElement().asString().contains("tokens/min");
  }
}
