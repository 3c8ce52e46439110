/**
 * Providers behind HTTP. Applications use {@link io.llmgw.providers.openai}, {@link
 * io.llmgw.providers.anthropic} and, where the defaults do not fit their network, {@link
 * io.llmgw.providers.http}; the rest is internal.
 */
module io.llmgw.providers {
  requires transitive io.llmgw.api;
  requires transitive okhttp3;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports io.llmgw.providers.anthropic;
  exports io.llmgw.providers.http;
  exports io.llmgw.providers.openai;

  provides io.llmgw.api.provider.ProviderFactory with
      io.llmgw.providers.anthropic.AnthropicProviderFactory,
      io.llmgw.providers.openai.OpenAiProviderFactory;
}
