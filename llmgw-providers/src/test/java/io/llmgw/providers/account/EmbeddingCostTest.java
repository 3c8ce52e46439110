package io.llmgw.providers.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Embeddings cost money as chats do. */
@ExtendWith(LeakRule.class)
class EmbeddingCostTest {
  private static final String ANSWER =
      """
      {"object":"list","model":"text-embedding-3-small",
       "data":[{"object":"embedding","index":0,"embedding":[0.5]}],
       "usage":{"prompt_tokens":1500,"total_tokens":1500}}""";

  private static EmbeddingRequest texts(String model, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add("text " + i);
    }
    return EmbeddingRequest.builder().model(model).inputs(texts).build();
  }

  @Test
  @Fault("I3")
  void anEmbeddingCostsWhatItsTokensCost() {
    Reply reply = Reply.raw(200, "application/json", ANSWER);
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      EmbeddingResponse response = llm.embed(texts("openai/text-embedding-3-small", 1));

      // 1500 x 0.02 of a dollar for a million, and nothing is written
      AttemptRecord attempt = response.served().attempts().get(0);
      assertThat(attempt.usage()).isEqualTo(Usage.reported(1500, 0));
      assertThat(attempt.cost()).hasToString("~0.00003 USD");
      assertThat(Objects.requireNonNull(attempt.pricedBy()).model())
          .isEqualTo("openai/text-embedding-3-small");
      assertThat(response.served().cost()).isEqualTo(attempt.cost());
    }
  }

  /** Perplexity writes a byte for each number and says what it charges. */
  @Test
  @Fault("I3")
  void whatTheHostChargesForAnEmbeddingIsWhatItCosts() {
    String answer =
        """
        {"object":"list","model":"pplx-embed-v1-0.6b",
         "data":[{"object":"embedding","index":0,"embedding":"gAD/fw=="}],
         "usage":{"prompt_tokens":3,"total_tokens":3,
                  "cost":{"input_cost":0.25,"total_cost":0.25,"currency":"USD"}}}""";
    Reply reply = Reply.raw(200, "application/json", answer);
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    CompatibleHost.PERPLEXITY
                        .builder()
                        .baseUrl("http://localhost:" + server.port())
                        .build())
                .build()) {
      EmbeddingResponse response = llm.embed(texts("perplexity/pplx-embed-v1-0.6b", 1));

      assertThat(response.vector(0)).containsExactly(-128, 0, -1, 127);
      assertThat(response.served().cost()).hasToString("0.25 USD");
      assertThat(server.requests().get(0).path()).isEqualTo("/v1/embeddings");
    }
  }

  @Test
  @Fault("I3")
  void allRequestsOfAnEmbeddingThatWasSplitArePaidOnce() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(Mistral.builder().baseUrl(server.baseUrl()).build())
                .build()) {
      EmbeddingResponse response = llm.embed(texts("mistral/mistral-embed", 1_100));

      List<AttemptRecord> attempts = response.served().attempts();
      assertThat(attempts).hasSize(server.requests().size()).hasSizeGreaterThan(1);
      Cost sum = Cost.ZERO;
      for (AttemptRecord attempt : attempts) {
        assertThat(attempt.cost().amount()).isPositive();
        sum = sum.plus(attempt.cost());
      }
      assertThat(response.served().cost()).isEqualTo(sum);
    }
  }

  @Test
  @Fault("F121")
  void anEmbeddingOfAModelWithoutAPriceIsDeniedBeforeItIsSent() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .unknownPrice(UnknownPrice.DENY)
                .build()) {
      assertThatThrownBy(() -> llm.embed(texts("openai/embeds-by-magic", 1)))
          .isInstanceOfSatisfying(
              LlmException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.NO_PRICE));
      assertThat(server.requests()).isEmpty();
    }
  }
}
