package io.llmgw.providers.bedrock;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.providers.bedrock.request.EmbeddingFamily;
import io.llmgw.providers.bedrock.request.ModelFamily;
import io.llmgw.providers.claude.Thinking;

/** What can be done with one model of the many, as far as its id says. */
final class BedrockModels {
  private BedrockModels() {}

  /**
   * Vectors come from those alone whose body is known. Tokens are counted for Claude alone (user
   * guide, "Monitor your token usage by counting tokens"); what the address of something in an
   * account stands for, the provider knows.
   */
  static Capabilities of(Capabilities all, String model) {
    ModelFamily family = ModelFamily.of(model);
    boolean counts = family == ModelFamily.CLAUDE || family == ModelFamily.UNKNOWN;
    Capabilities able = counts ? all : all.without(Capability.TOKEN_COUNT);
    if (family == ModelFamily.CLAUDE && !Thinking.isOf(model)) {
      able = able.without(Capability.REASONING);
    }
    return EmbeddingFamily.of(model) == null ? able.without(Capability.EMBEDDINGS) : able;
  }
}
