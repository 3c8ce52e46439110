package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded answer says, read a second time and in another way: by walking trees of the raw
 * JSON, without any of the code under test.
 */
public interface RawAnswer {
  /** All text. */
  String text();

  /** The provider's word for how it ended. */
  @Nullable String finishReason();

  /** What that means. */
  FinishReason finish();

  /** The model that answered. */
  @Nullable String model();

  /** Who runs the model for the provider; null where it is not said. */
  default @Nullable String upstream() {
    return null;
  }

  /** The id of the answer. */
  @Nullable String id();

  /** How many tokens of each kind it reports; kinds of which it says nothing are missing. */
  Map<TokenKind, Long> usage();

  /** Compares the blocks of the answer beside its text. */
  void compareBlocks(ChatResponse read);

  /** Compares all of it with what was decoded. */
  default void compare(ChatResponse read) {
    assertThat(read.text()).isEqualTo(text());
    compareBlocks(read);
    assertThat(read.rawFinishReason()).isEqualTo(finishReason());
    assertThat(read.finishReason()).isEqualTo(finish()).isNotEqualTo(FinishReason.OTHER);
    assertThat(read.head().model()).isEqualTo(model());
    assertThat(read.head().upstream()).isEqualTo(upstream());
    assertThat(read.head().responseId()).isEqualTo(id());
    for (TokenKind kind : TokenKind.values()) {
      assertThat(read.usage().isKnown(kind)).as("" + kind).isEqualTo(usage().containsKey(kind));
      assertThat(read.usage().count(kind).tokens())
          .as("" + kind)
          .isEqualTo(usage().getOrDefault(kind, 0L));
    }
  }
}
