package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.Prompt;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.test.Door;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ReceivedCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which model a call goes to, and what explain says of it. */
class ModelsTest {
  private final ScriptedProvider one = ScriptedProvider.named("one").always("from one");
  private final ScriptedProvider two = ScriptedProvider.named("two").always("from two");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(one)
          .provider(two)
          .alias("smart", "two/large")
          .alias("best", "smart")
          .defaultModel("best")
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @CsvSource({
    "one/small, from one, small, one/small",
    "two/vendor/large, from two, vendor/large, two/vendor/large",
    "smart, from two, large, two/large",
    "best, from two, large, two/large",
    ", from two, large, two/large"
  })
  void resolvesReferencesAliasesAndTheDefault(
      String asked, String answer, String model, String target) {
    ChatRequest question = ChatRequest.of("q");

    var response = llm.chat(asked == null ? question : question.withModel(asked));

    assertThat(response.text()).isEqualTo(answer);
    assertThat(response.served().target()).isEqualTo(target);
    assertThat(response.served().model()).isEqualTo(model);
    ReceivedCall call = (answer.equals("from one") ? one : two).calls().get(0);
    assertThat(call.model()).isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"three/large", "fast", "two/", "two"})
  void refusesAnUnknownModelAndSaysWhatIsKnown(String model) {
    ChatRequest question = ChatRequest.of("q").withModel(model);

    assertThatThrownBy(() -> llm.chat(question))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContainingAll("'" + model + "'", "[one, two]", "[best, smart]");
    assertThat(one.received() + two.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnUnknownModelByEveryDoor(Door door) {
    TapLink tap = TapLink.in(Slot.APPLICATION);
    try (LlmClient tapped =
        LlmClient.builder().provider(ScriptedProvider.named("one")).use(tap).build()) {

      LlmException unknown = door.open(tapped, ChatRequest.of("q").withModel("x/y")).error();
      LlmException none = door.open(tapped, ChatRequest.of("q")).error();

      assertThat(unknown.kind()).isEqualTo(ErrorKind.CONFIGURATION);
      assertThat(none.kind()).isEqualTo(ErrorKind.CONFIGURATION);
      assertThat(none).hasMessageContaining("no default");
      assertThat(unknown.callId()).isNotNull();
      assertThat(tap.awaitOutcomes(2)).hasSize(2);
    }
  }

  @Test
  void explainsAliasAndTarget() {
    String explained = llm.prompt("q").model("best").explain().toString();

    assertThat(explained)
        .contains("call     chat best = two/large")
        .containsSubsequence("ROUTE", "RETRY", "PROVIDER")
        .contains("plan  1  two/large");
  }

  @Test
  void explainsWhatAnAttemptWouldUseAndCost() {
    PriceRow price =
        PriceRow.builder("test", LocalDate.of(2026, 11, 1)).input("3").output("15").build();
    TokenEstimator fixed = new FixedEstimator(812);
    LlmClientBuilder builder =
        LlmClient.builder()
            .provider(ScriptedProvider.named("one"))
            .tokenEstimator(fixed)
            .catalog(ModelCatalog.empty().withPrice("one/m", price));
    try (LlmClient priced = builder.build()) {
      Prompt prompt = priced.prompt("q").model("one/m");

      assertThat(prompt.maxOutputTokens(300).explain().toString())
          .startsWith("call     chat one/m   estimated 812 + 300 tokens, 0.0069 USD\n");
      assertThat(priced.prompt("q").model("one/m").explain().estimate())
          .hasToString("estimated 812 + unknown tokens, at least 0.0024 USD");
      assertThat(priced.prompt("q").model("one/other").maxOutputTokens(300).explain().estimate())
          .hasToString("estimated 812 + 300 tokens, cost unknown");
      assertThat(
              priced
                  .prompt("q")
                  .model("one/other")
                  .maxOutputTokens(300)
                  .with(UnknownPrice.assume(price))
                  .explain()
                  .estimate())
          .hasToString("estimated 812 + 300 tokens, 0.0069 USD");
      assertThat(priced.explain(EmbeddingRequest.of("q").withModel("one/m")).estimate())
          .hasToString("estimated 812 tokens, 0.0024 USD");
    }
  }

  @Test
  void explainsTheDefault() {
    assertThat(llm.prompt("q").explain().call()).isEqualTo("chat best = two/large");
    assertThat(llm.prompt("q").model("one/m").explain().call()).isEqualTo("chat one/m");
  }

  @Test
  void refusesToExplainAnUnknownModel() {
    assertThatThrownBy(() -> llm.prompt("q").model("x/y").explain())
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION));
  }

  @Test
  void explainsWithoutAskingAnybody() {
    llm.prompt("q").explain();

    assertThat(one.received() + two.received()).isZero();
  }

  @Test
  void theProviderIsToldTheAttemptTheKeyAndHowTheAnswerIsRead() {
    ScriptedProvider told =
        ScriptedProvider.named("told")
            .with(Keys.of("s3cret"))
            .fails(ErrorKind.OVERLOADED)
            .answers("a")
            .answers("b");
    try (LlmClient llm =
        LlmClient.builder()
            .provider(told)
            .defaultModel(told.model())
            .time(VirtualTime.skipping())
            .build()) {
      llm.prompt("q").text();
      try (ChatStream stream = llm.prompt("q").stream()) {
        stream.response();
      }
    }

    assertThat(told.calls())
        .extracting(call -> call.attempt() + " " + call.delivery() + " " + call.keyAlias())
        .containsExactly("1 WHOLE main", "2 WHOLE main", "1 STREAMED main");
  }

  @Test
  void anAnswerWhoseModelNobodyNamesHasNone() {
    ScriptedProvider silent =
        ScriptedProvider.named("silent")
            .answers(script -> script.events(Started.inProcess(), new TextDelta(0, "a")));
    try (LlmClient llm =
        LlmClient.builder().provider(silent).defaultModel(silent.model()).build()) {
      assertThat(llm.prompt("q").send().served().model()).isNull();
    }
  }
}
