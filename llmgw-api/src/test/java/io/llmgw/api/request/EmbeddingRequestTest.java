package io.llmgw.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingRequestTest {
  @Test
  void holdsItsInputsInOrder() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .model("openai/text-embedding-3-small")
            .input("a")
            .inputs(List.of("b", "c"))
            .dimensions(256)
            .userId("u")
            .extraHeader("X-A", "b")
            .option(Leniency.DROP)
            .build();

    assertThat(request.operation()).isEqualTo(Operation.EMBEDDINGS);
    assertThat(request.inputs()).containsExactly("a", "b", "c");
    assertThat(request.dimensions()).isEqualTo(256);
    assertThat(request.content().textLength()).isEqualTo(5);
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
  }

  @Test
  void refusesWhatCannotBeEmbedded() {
    assertThatIllegalArgumentException().isThrownBy(EmbeddingRequest::of);
    assertThatIllegalStateException().isThrownBy(() -> EmbeddingRequest.builder().build());
    assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingRequest.of("a", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddingRequest.builder().dimensions(0))
        .withMessage("dimensions must be at least 1, not 0");
    ChatContent chat = ChatContent.of(List.of(Message.user("q")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddingRequest.of("a").withContent(chat));
  }

  @Test
  void refusesASecondAssignment() {
    EmbeddingRequest.Builder builder = EmbeddingRequest.builder().dimensions(1).model("m");

    assertThatIllegalStateException().isThrownBy(() -> builder.dimensions(2));
    assertThatIllegalStateException().isThrownBy(() -> builder.model("n"));
  }
}
