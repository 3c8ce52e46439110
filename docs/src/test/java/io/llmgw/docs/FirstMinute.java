package io.llmgw.docs;

import io.llmgw.api.LlmClient;
import io.llmgw.providers.openai.OpenAi;

/** The first minute, as the README shows it; compiled here, run where there is a key. */
final class FirstMinute {
  private FirstMinute() {}

  static void run() {
    // begin first-minute
    try (LlmClient llm = LlmClient.builder().provider(OpenAi.fromEnv()).build()) {
      System.out.println(
          llm.prompt("Why is the sky blue? One sentence.").model("openai/gpt-5-mini").text());
    }
    // end first-minute
  }
}
