package io.llmgw.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.core.flight.Lengths;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The window of an embedding model is for one text, however many there are in a request. */
class EmbeddingWindowTest {
  private static final String TEXT = "word ".repeat(60).trim();

  private final Lengths lengths = new Lengths();

  private LlmClient client() {
    return LlmClient.builder()
        .provider(lengths)
        .defaultModel(Lengths.MODEL)
        .catalog(
            ModelCatalog.empty()
                .withModel(ModelFacts.builder(Lengths.MODEL).contextTokens(100).build()))
        .build();
  }

  @Test
  void manyTextsThatFitOneByOneAreSentTogether() {
    try (LlmClient llm = client()) {
      assertThat(llm.embed(Collections.nCopies(50, TEXT)).size()).isEqualTo(50);
    }
    assertThat(lengths.asked()).hasSize(1);
  }

  @Test
  void oneTextThatIsClearlyTooLongIsRefusedUnsent() {
    try (LlmClient llm = client()) {
      assertThatThrownBy(() -> llm.embed("short", (TEXT + " ").repeat(6)))
          .isInstanceOfSatisfying(
              LlmException.class,
              error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH);
                assertThat(error).hasMessageContaining("takes 100 tokens, and a text has about");
              });
    }
    assertThat(lengths.asked()).isEmpty();
  }
}
