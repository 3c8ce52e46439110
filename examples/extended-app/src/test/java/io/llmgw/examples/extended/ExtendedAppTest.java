package io.llmgw.examples.extended;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtendedAppTest {
  @Test
  void theProviderOfOneJarAnswersUnderThePolicyOfAnother() {
    try (LlmClient llm = ExtendedApp.client("1000")) {
      assertThat(llm.prompt("light blue is sky the").text()).isEqualTo("the sky is blue light");
      assertThat(llm.prompt("x").explain().chain())
          .anyMatch(
              link ->
                  link.spec().name().equals("length-limit")
                      && link.type().startsWith("io.llmgw.examples.interceptor.")
                      && String.valueOf(link.origin()).contains("interceptor"));
    }
  }

  @Test
  void thePolicyRefusesWhatItsSettingSays() {
    try (LlmClient llm = ExtendedApp.client("5")) {
      assertThatThrownBy(() -> llm.prompt("too long").text())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.BLOCKED));
    }
  }

  @Test
  void aJarOnThePathIsNotUsedUnlessAskedFor() {
    try (LlmClient llm =
        LlmClient.builder().provider("reverse", Map.of()).defaultModel("reverse/any").build()) {
      assertThat(llm.prompt("x").explain().chain())
          .noneMatch(link -> link.spec().name().equals("length-limit"));
    }
  }

  @Test
  void discoverUsesEveryPolicyOnThePath() {
    try (LlmClient llm =
        LlmClient.builder()
            .provider("reverse", Map.of())
            .defaultModel("reverse/any")
            .discover()
            .build()) {
      assertThat(llm.prompt("x").explain().chain())
          .anyMatch(link -> link.spec().name().equals("length-limit"));
    }
  }

  @Test
  void anUnknownNameIsAnErrorThatSaysWhatThereIs() {
    LlmClientBuilder builder = LlmClient.builder();

    assertThatThrownBy(() -> builder.provider("revers", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'revers'")
        .hasMessageContaining("reverse");
  }

  @Test
  void anUnknownSettingIsAnError() {
    LlmClientBuilder builder = LlmClient.builder();

    assertThatThrownBy(() -> builder.provider("reverse", Map.of("paice", "PT1S")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("paice");
  }
}
