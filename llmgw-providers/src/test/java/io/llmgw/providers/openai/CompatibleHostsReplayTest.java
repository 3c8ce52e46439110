package io.llmgw.providers.openai;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Hosts whose answers need nothing beyond the protocol; those with rules of their own are left out.
 */
class CompatibleHostsReplayTest {
  private static final String[] HOSTS = {
    "copilot",
    "deepseek",
    "doubleword",
    "gemini",
    "gpustack",
    "groq",
    "huggingface",
    "llamacpp",
    "mistral",
    "ollama",
    "perplexity",
    "snowflake",
    "together",
    "venice"
  };

  @TestFactory
  Stream<DynamicNode> readsWhatOtherHostsSent() {
    return Stream.of(HOSTS)
        .map(
            host ->
                DynamicContainer.dynamicContainer(
                    host, new ChatCompletionsReplay(host, Map.of()).tests()));
  }
}
