package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.Caller;
import io.llmgw.api.Explanation;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Route;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code explain} lists the keys that a call would pass over. */
class ExplainedKeysTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String OTHER = "second/scripted-1";

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.create();
  private final KeyedProvider first = new KeyedProvider("first", "a", "b");
  private final ScriptedProvider second = ScriptedProvider.named("second").always("blue");
  private LlmClient llm;

  @BeforeEach
  void open() {
    llm =
        LlmClient.builder()
            .provider(leaks.of(first.fake))
            .provider(leaks.of(second))
            .alias("any", Route.ordered(first.fake.target(), second.target()))
            .defaultModel("any")
            .time(time)
            .build();
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private void refused(ErrorKind kind, int status, String... keys) {
    first.refuses(LlmException.of(kind, "refused").httpStatus(status), keys);
    while (first.used().stream().distinct().filter(List.of(keys)::contains).count() < keys.length) {
      llm.chat(QUESTION);
    }
  }

  private Explanation explained(String model) {
    return llm.explain(QUESTION.withModel(model));
  }

  private static Explanation.Skipped skipped(String what, String reason) {
    return new Explanation.Skipped(what, reason);
  }

  @Test
  void namesTheKeyThatRestsAndTheOneThatIsUsed() {
    refused(ErrorKind.AUTH, 401, "a");

    Explanation plan = explained("any");

    assertThat(plan.plan()).extracting(Explanation.Step::keyAlias).containsExactly("b", null);
    String until = time.now().plus(Duration.ofMinutes(5)).toString();
    assertThat(plan.skipped())
        .containsExactly(skipped("first/scripted-1 key a", "rests after 401 AUTH until " + until));
    assertThat(plan.toString())
        .contains("skipped  first/scripted-1 key a   rests after 401 AUTH until " + until)
        .doesNotContain("secret");
  }

  @Test
  void aKeyThatIsRefusedEverywhereRestsAtModelsThatNobodyHasAsked() {
    refused(ErrorKind.AUTH, 401, "a");

    assertThat(explained("first/another").skipped())
        .extracting(Explanation.Skipped::what)
        .containsExactly("first/another key a");
    assertThat(explained("first/another").plan().get(0).keyAlias()).isEqualTo("b");
    assertThat(explained(OTHER).skipped()).isEmpty();
  }

  @Test
  void aModelThatIsGoneIsSoUntilTheClientIsReconfigured() {
    refused(ErrorKind.MODEL_NOT_FOUND, 404, "a", "b");

    assertThat(explained("any").skipped())
        .contains(
            skipped(
                "first/scripted-1 key a",
                "rests after 404 MODEL_NOT_FOUND until the client is reconfigured"));

    llm.reconfigure(now -> now);
    assertThat(explained("any").skipped()).isEmpty();
  }

  @Test
  void restIsOverInTime() {
    refused(ErrorKind.AUTH, 401, "a");

    time.advance(Duration.ofMinutes(5));

    assertThat(explained("any").skipped()).isEmpty();
    assertThat(explained("any").plan().get(0).keyAlias()).isEqualTo("a");
  }

  @Test
  void explainsTheKeysOfTheCaller() {
    ScriptedProvider mine =
        ScriptedProvider.named("mine")
            .with(caller -> List.of(ApiKey.of("of-" + caller.tenant(), "s-" + caller.tenant())))
            .fails(ErrorKind.AUTH);
    try (LlmClient ofMany =
        LlmClient.builder().provider(mine).defaultModel(mine.model()).time(time).build()) {
      LlmClient acme = ofMany.forCaller(Caller.tenant("acme"));
      catchThrowableOfType(LlmException.class, () -> acme.chat(QUESTION));

      assertThat(acme.explain(QUESTION).skipped())
          .extracting(Explanation.Skipped::what)
          .contains("mine/scripted-1 key of-acme");
      assertThat(ofMany.forCaller(Caller.tenant("other")).explain(QUESTION).skipped()).isEmpty();
    }
  }
}
