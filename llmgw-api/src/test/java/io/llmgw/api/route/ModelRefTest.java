package io.llmgw.api.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {
  @Test
  void splitsAtTheFirstSlash() {
    assertThat(ModelRef.parse("openrouter/meta-llama/llama-3.3:free"))
        .isEqualTo(new ModelRef("openrouter", "meta-llama/llama-3.3:free"))
        .hasToString("openrouter/meta-llama/llama-3.3:free");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpt-5-mini", "/gpt-5", "openai/", "openai/ ", "open ai/gpt-5"})
  void refusesWhatIsNoReferenceAndShowsHowOneLooks(String text) {
    assertThat(ModelRef.tryParse(text)).isNull();
    assertThatThrownBy(() -> ModelRef.parse(text)).hasMessageContaining("openai/gpt-5-mini");
  }
}
