package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.content.Message;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.counting.TokenCountResponse;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TokensCounted;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.flight.Lengths;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens as a provider counts them: a call like any other, but for its price. */
class TokenCountTest {
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .defaultModel("a/m")
        .retries(Retries.none())
        .catalog(
            ModelCatalog.empty()
                .withPrice(
                    "a/m",
                    PriceRow.builder("ours", LocalDate.of(2026, 1, 1))
                        .input("5")
                        .output("5")
                        .build()));
  }

  @Test
  void isACallOfTheModelThatTheChatWouldGoToAndCostsNothing() {
    a.always(script -> script.events(new TokensCounted(1234)));
    ChatRequest chat = ChatRequest.builder().system("Be brief.").user("Hello").build();
    try (LlmClient llm = builder().build()) {
      TokenCountResponse count = llm.countTokens(chat);

      assertThat(count.inputTokens()).isEqualTo(1234);
      assertThat(count.served().target()).isEqualTo("a/m");
      assertThat(count.usage()).isEqualTo(Usage.ZERO);
      assertThat(count.served().usage()).isEqualTo(Usage.ZERO);
      assertThat(count.served().cost()).isEqualTo(Cost.ZERO);
      assertThat(((TokenCountRequest) a.requests().get(0)).chat()).isEqualTo(chat);
      assertThat(llm.countTokensAsync(chat).join().inputTokens()).isEqualTo(1234);
      assertThat(llm.explain(TokenCountRequest.of(chat)).estimate().cost()).isEqualTo(Cost.ZERO);
    }
  }

  @Test
  void whatIsCountedIsMasked() {
    a.always(script -> script.events(new TokensCounted(9)));
    try (LlmClient llm = builder().use(Redaction.of(EntitySets.CONTACT)).build()) {
      llm.countTokens(ChatRequest.of("write to ada@example.com"));
    }
    List<Message> sent = ((TokenCountRequest) a.requests().get(0)).content().messages();
    assertThat(sent.get(sent.size() - 1).text()).doesNotContain("ada@");
  }

  @Test
  void aPriceThatIsUnknownDeniesNoCount() {
    a.always(script -> script.events(new TokensCounted(9)));
    try (LlmClient llm = builder().unknownPrice(UnknownPrice.DENY).build()) {
      assertThat(llm.countTokens(ChatRequest.of("q").withModel("a/unknown")).inputTokens())
          .isEqualTo(9);
    }
  }

  @Test
  void aCountThatFailsCostsNothingAndTheNextTargetCounts() {
    a.always(
        script ->
            script.fail(
                LlmException.of(ErrorKind.CONNECTION_LOST, "gone").possiblyBilled(true).build()));
    b.always(script -> script.events(new TokensCounted(8)));
    Route both = Route.ordered(Route.target("a/m"), Route.target("b/m"));
    try (LlmClient llm = builder().alias("both", both).build()) {
      TokenCountResponse count = llm.countTokens(ChatRequest.of("q").withModel("both"));

      assertThat(count.served().target()).isEqualTo("b/m");
      assertThat(count.served().attempts())
          .extracting(AttemptRecord::cost)
          .containsExactly(Cost.ZERO, Cost.ZERO);
      assertThat(count.served().attempts())
          .extracting(AttemptRecord::possiblyBilled)
          .containsExactly(false, false);
    }
  }

  @Test
  void aCountThatFailsIsNotBilledWhateverItsProviderSays() {
    a.always(
        script ->
            script.fail(
                LlmException.of(ErrorKind.CONNECTION_LOST, "gone").possiblyBilled(true).build()));
    try (LlmClient llm = builder().build()) {
      LlmException error =
          catchThrowableOfType(
              LlmException.class, () -> llm.countTokens(ChatRequest.of("q").withModel("a/m")));

      assertThat(error.isPossiblyBilled()).isFalse();
      assertThat(error.attempts()).extracting(AttemptRecord::possiblyBilled).containsExactly(false);
    }
  }

  @Test
  void aCountThatIsUnderWayIsNotBilled() {
    List<CallContext> calls = new ArrayList<>();
    List<AttemptRecord> underWay = new ArrayList<>();
    a.always(
        script ->
            script
                .run(() -> underWay.addAll(calls.get(0).served().attempts()))
                .events(new TokensCounted(8)));
    Interceptor link =
        chain -> {
          calls.add(chain.context());
          return chain.proceed(chain.request());
        };
    try (LlmClient llm = builder().use(link).build()) {
      llm.countTokens(ChatRequest.of("q").withModel("a/m"));

      assertThat(underWay).extracting(AttemptRecord::state).containsExactly(AttemptState.RUNNING);
      assertThat(underWay).extracting(AttemptRecord::possiblyBilled).containsExactly(false);
    }
  }

  @Test
  void aProviderThatDoesNotCountIsNamed() {
    Lengths embeds = new Lengths();
    ChatRequest chat = ChatRequest.of("q").withModel(Lengths.MODEL);
    try (LlmClient llm = builder().provider(embeds).build()) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.countTokens(chat));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining("'lengths'").hasMessageContaining("TOKEN_COUNT");
      assertThat(embeds.asked()).isEmpty();
    }
  }

  @Test
  void anAnswerThatIsNoCountIsAFailure() {
    try (LlmClient llm = builder().build()) {
      a.answers(script -> script.events(new TextDelta(0, "twelve")));
      assertThatThrownBy(() -> llm.countTokens(ChatRequest.of("q")))
          .hasMessageContaining("TOKEN_COUNT");
      a.answers(script -> script.events(new TokensCounted(1), new TokensCounted(2)));
      assertThatThrownBy(() -> llm.countTokens(ChatRequest.of("q")))
          .hasMessageContaining("a second time");
    }
  }
}
