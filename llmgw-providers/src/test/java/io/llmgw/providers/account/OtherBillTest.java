package io.llmgw.providers.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.Cost;
import io.llmgw.providers.gemini.Vertex;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Providers that charge for something else than the tokens that were used. */
@ExtendWith(LeakRule.class)
class OtherBillTest {
  @Test
  void whatProvisionedThroughputCostsIsNotWhatItsTokensWouldCost() {
    String body =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"ok\"}]},\"finishReason\":\"STOP\"}],"
            + "\"usageMetadata\":{\"promptTokenCount\":1000,\"candidatesTokenCount\":100,"
            + "\"trafficType\":\"TRAFFIC\"}}";
    try (SimulatedProvider server =
            SimulatedProvider.gemini()
                .answer(json(body.replace("TRAFFIC", "ON_DEMAND")))
                .answer(json(body.replace("TRAFFIC", "PROVISIONED_THROUGHPUT")))
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Vertex.builder()
                        .project("p-1")
                        .location("europe-west1")
                        .tokens(Keys.of("t-1"))
                        .baseUrl(server.baseUrl())
                        .build())
                .defaultModel("vertexai/gemini-2.5-flash")
                .build()) {
      ChatResponse onDemand = llm.prompt("x").send();
      ChatResponse provisioned = llm.prompt("x").send();

      assertThat(onDemand.served().cost().amount()).isPositive();
      assertThat(provisioned.served().cost()).isEqualTo(Cost.UNKNOWN);
      assertThat(provisioned.usage()).isEqualTo(onDemand.usage());
    }
  }

  @Test
  void anEmbeddingOfCohereCostsTheTokensThatItChargesFor() {
    String body =
        "{\"id\":\"e1\",\"embeddings\":{\"float\":[[0.5]]},\"meta\":{"
            + "\"billed_units\":{\"input_tokens\":1000},\"tokens\":{\"input_tokens\":TOKENS}}}";
    try (SimulatedProvider server =
            SimulatedProvider.cohere()
                .answer(json(body.replace("TOKENS", "1000")))
                .answer(json(body.replace("TOKENS", "5000")))
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultEmbeddingModel("cohere/embed-v4.0")
                .build()) {
      EmbeddingResponse same = llm.embed("x");
      EmbeddingResponse more = llm.embed("x");

      assertThat(same.served().cost().amount()).isPositive();
      assertThat(more.served().cost()).isEqualTo(same.served().cost());
      assertThat(more.usage().inputTokens().tokens()).isEqualTo(5000);
    }
  }

  private static Reply json(String body) {
    return Reply.raw(200, "application/json", body);
  }
}
