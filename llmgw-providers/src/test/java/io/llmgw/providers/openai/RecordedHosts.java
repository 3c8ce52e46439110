package io.llmgw.providers.openai;

import io.llmgw.providers.dialect.Dialect;
import java.util.Map;
import java.util.TreeMap;

/** The hosts of recorded chat completions, each with the page by which it is spoken to. */
final class RecordedHosts {
  private static final Map<String, Dialect> DIALECTS = new TreeMap<>();

  static {
    DIALECTS.put("openai", OpenAi.DIALECT);
    DIALECTS.put("azure", OpenAi.DIALECT);
    DIALECTS.put("mistral", Mistral.DIALECT);
    for (CompatibleHost host :
        new CompatibleHost[] {
          CompatibleHost.DEEPSEEK,
          CompatibleHost.GPUSTACK,
          CompatibleHost.GROQ,
          CompatibleHost.HUGGING_FACE,
          CompatibleHost.LLAMA_CPP,
          CompatibleHost.OPENROUTER,
          CompatibleHost.PERPLEXITY,
          CompatibleHost.TOGETHER,
          CompatibleHost.VENICE,
          CompatibleHost.XAI
        }) {
      DIALECTS.put(host.providerName(), host.dialect());
    }
    DIALECTS.put("ollama", CompatibleHost.OLLAMA.dialect());
    for (String host : new String[] {"copilot", "doubleword", "gemini", "snowflake"}) {
      DIALECTS.put(host, CompatibleHost.GENERIC.dialect());
    }
  }

  private RecordedHosts() {}

  static Map<String, Dialect> dialects() {
    return DIALECTS;
  }
}
