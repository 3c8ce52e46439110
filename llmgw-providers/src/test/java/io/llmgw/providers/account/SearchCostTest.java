package io.llmgw.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.usage.Cost;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches are charged besides tokens, at a price that no table here has. */
@ExtendWith(LeakRule.class)
class SearchCostTest {
  private static final String CITED =
      "[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://example.org/\"}}]";

  private static Provider provider(String name, String baseUrl) {
    return name.equals("openai")
        ? OpenAi.builder().baseUrl(baseUrl).build()
        : CompatibleHost.XAI.builder().baseUrl(baseUrl).build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          # gpt-4o-search-preview: 2.5 and 10. It searches before each answer: 1000 x 2.5 + 100 x 10
          openai/gpt-4o-search-preview | [] | 0 | >=0.0035 USD
          # gpt-4o: the same; where it cites pages, it has searched
          openai/gpt-4o | CITED | 0 | >=0.0035 USD
          openai/gpt-4o | [] | 0 | ~0.0035 USD
          # grok-code-fast-1: 0.2 and 1.5, and sources of its search: 1000 x 0.2 + 100 x 1.5
          xai/grok-code-fast-1 | [] | 3 | >=0.00035 USD
          xai/grok-code-fast-1 | [] | 0 | ~0.00035 USD
          """)
  void whatItsTokensCostIsALowerBoundWhereASearchHasRun(
      String model, String annotations, int sources, String cost) {
    String body =
        "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"ok\",\"annotations\":"
            + annotations.replace("CITED", CITED)
            + "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1000,"
            + "\"completion_tokens\":100,\"total_tokens\":1100,\"num_sources_used\":"
            + sources
            + "}}";
    String name = model.substring(0, model.indexOf('/'));
    try (SimulatedProvider server =
            SimulatedProvider.openAi().always(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = LlmClient.builder().provider(provider(name, server.baseUrl())).build()) {
      Cost told = llm.chat(ChatRequest.of("Who won?").withModel(model)).served().cost();

      assertThat(told).hasToString(cost);
    }
  }

  @Test
  void anAnswerThatIsLeftHasCostItsSearchAllTheSame() {
    AtomicReference<Cost> cost = new AtomicReference<>();
    CallObserver ledger = call -> outcome -> cost.set(outcome.served().cost());
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer(Reply.text("one two three").stallAfterEvents(2))
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(provider("openai", server.baseUrl()))
                .observe(ledger)
                .build()) {
      ChatRequest asked = ChatRequest.of("Who won?").withModel("openai/gpt-4o-search-preview");
      try (ChatStream stream = llm.stream(asked)) {
        assertThat(stream.next()).isNotNull();
      }
      Patience.until("an account", () -> cost.get() != null);

      assertThat(cost.get().toString()).startsWith(">=");
    }
  }
}
