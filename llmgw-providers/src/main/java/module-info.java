/**
 * Providers behind HTTP. Applications use {@link io.llmgw.providers.openai}, {@link
 * io.llmgw.providers.anthropic}, {@link io.llmgw.providers.bedrock} with {@link
 * io.llmgw.providers.aws}, {@link io.llmgw.providers.cohere}, {@link io.llmgw.providers.gemini},
 * {@link io.llmgw.providers.ollama} and, where the defaults do not fit their network, {@link
 * io.llmgw.providers.http}; the rest is internal.
 */
module io.llmgw.providers {
  requires transitive io.llmgw.api;
  requires transitive okhttp3;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports io.llmgw.providers.anthropic;
  exports io.llmgw.providers.aws;
  exports io.llmgw.providers.bedrock;
  exports io.llmgw.providers.cohere;
  exports io.llmgw.providers.gemini;
  exports io.llmgw.providers.http;
  exports io.llmgw.providers.ollama;
  exports io.llmgw.providers.openai;

  provides io.llmgw.api.provider.ProviderFactory with
      io.llmgw.providers.anthropic.AnthropicProviderFactory,
      io.llmgw.providers.bedrock.BedrockProviderFactory,
      io.llmgw.providers.cohere.CohereProviderFactory,
      io.llmgw.providers.gemini.GeminiProviderFactory,
      io.llmgw.providers.gemini.VertexProviderFactory,
      io.llmgw.providers.ollama.OllamaProviderFactory,
      io.llmgw.providers.openai.AzureOpenAiProviderFactory,
      io.llmgw.providers.openai.MistralProviderFactory,
      io.llmgw.providers.openai.OpenAiProviderFactory,
      io.llmgw.providers.openai.CompatibleHostFactory.Alibaba,
      io.llmgw.providers.openai.CompatibleHostFactory.Cerebras,
      io.llmgw.providers.openai.CompatibleHostFactory.DeepSeek,
      io.llmgw.providers.openai.CompatibleHostFactory.Fireworks,
      io.llmgw.providers.openai.CompatibleHostFactory.Generic,
      io.llmgw.providers.openai.CompatibleHostFactory.GpuStack,
      io.llmgw.providers.openai.CompatibleHostFactory.Groq,
      io.llmgw.providers.openai.CompatibleHostFactory.HuggingFace,
      io.llmgw.providers.openai.CompatibleHostFactory.LiteLlm,
      io.llmgw.providers.openai.CompatibleHostFactory.LlamaCpp,
      io.llmgw.providers.openai.CompatibleHostFactory.LmStudio,
      io.llmgw.providers.openai.CompatibleHostFactory.Moonshot,
      io.llmgw.providers.openai.CompatibleHostFactory.Nvidia,
      io.llmgw.providers.openai.CompatibleHostFactory.Ollama,
      io.llmgw.providers.openai.CompatibleHostFactory.OpenRouter,
      io.llmgw.providers.openai.CompatibleHostFactory.Perplexity,
      io.llmgw.providers.openai.CompatibleHostFactory.SambaNova,
      io.llmgw.providers.openai.CompatibleHostFactory.SgLang,
      io.llmgw.providers.openai.CompatibleHostFactory.Together,
      io.llmgw.providers.openai.CompatibleHostFactory.Venice,
      io.llmgw.providers.openai.CompatibleHostFactory.Vllm,
      io.llmgw.providers.openai.CompatibleHostFactory.Xai,
      io.llmgw.providers.openai.CompatibleHostFactory.Zai;
}
