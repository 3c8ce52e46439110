package io.llmgw.docs;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.bedrock.Bedrock;
import io.llmgw.providers.bedrock.BedrockApi;
import io.llmgw.providers.cohere.Cohere;
import io.llmgw.providers.gemini.Gemini;
import io.llmgw.providers.gemini.Vertex;
import io.llmgw.providers.ollama.Ollama;
import io.llmgw.providers.openai.AzureOpenAi;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.openai.OpenAiApi;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of providers.md are what the providers declare. */
class ProvidersPageTest {
  private static final Path PAGE = Guide.DOCS.resolve("providers.md");

  @Test
  void whatEachCanDo() {
    StringBuilder table = new StringBuilder("| |");
    StringBuilder rule = new StringBuilder("|---|");
    for (Capability capability : Capability.values()) {
      table.append(" ").append(words(capability)).append(" |");
      rule.append(":-:|");
    }
    table.append("\n").append(rule).append("\n");
    capabilities()
        .forEach(
            (name, can) -> {
              table.append("| `").append(name).append(name.contains("`") ? " |" : "` |");
              for (Capability capability : Capability.values()) {
                table.append(can.has(capability) ? " yes |" : " - |");
              }
              table.append("\n");
            });
    Guide.holdPart(PAGE, "capabilities", table.toString());
  }

  private static String words(Capability capability) {
    return capability.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("json", "JSON");
  }

  private static Map<String, Capabilities> capabilities() {
    Map<String, Capabilities> all = new LinkedHashMap<>();
    try (Provider openAi = OpenAi.builder().build()) {
      all.put(openAi.name(), openAi.capabilities());
    }
    try (Provider openAi = OpenAi.builder().api(OpenAiApi.RESPONSES).build()) {
      all.put(openAi.name() + "` by Responses", openAi.capabilities());
    }
    for (OpenAiApi api : OpenAiApi.values()) {
      try (Provider azure = AzureOpenAi.builder().baseUrl("http://localhost").api(api).build()) {
        String by = api == OpenAiApi.RESPONSES ? "` by Responses" : "";
        all.put(azure.name() + by, azure.capabilities());
      }
    }
    try (Provider azure = AzureOpenAi.builder().baseUrl("http://localhost/models").build()) {
      all.put(azure.name() + "` by model inference", azure.capabilities());
    }
    try (Provider mistral = Mistral.builder().build()) {
      all.put(mistral.name(), mistral.capabilities());
    }
    try (Provider anthropic = Anthropic.builder().build()) {
      all.put(anthropic.name(), anthropic.capabilities());
    }
    try (Provider gemini = Gemini.builder().build()) {
      all.put(gemini.name(), gemini.capabilities());
    }
    try (Provider vertex = Vertex.builder().project("p").build()) {
      all.put(vertex.name(), vertex.capabilities());
      all.put(vertex.name() + "` with Claude", vertex.capabilities("claude-opus-4-6"));
    }
    try (Provider express = Vertex.builder().keys(Keys.of("k")).build()) {
      all.put(express.name() + "` in express mode", express.capabilities());
    }
    try (Provider bedrock = Bedrock.builder().region("eu-central-1").build()) {
      all.put(bedrock.name(), bedrock.capabilities());
    }
    try (Provider bedrock =
        Bedrock.builder().region("eu-central-1").api(BedrockApi.INVOKE).build()) {
      all.put(bedrock.name() + "` by InvokeModel", bedrock.capabilities());
    }
    try (Provider ollama = Ollama.builder().build()) {
      all.put(ollama.name(), ollama.capabilities());
    }
    try (Provider cohere = Cohere.builder().build()) {
      all.put(cohere.name(), cohere.capabilities());
    }
    for (CompatibleHost host : CompatibleHost.values()) {
      all.put(host.providerName(), host.capabilities());
    }
    return all;
  }

  @Test
  void howHostsDifferFromOpenAi() {
    StringBuilder table =
        new StringBuilder("| host | address | key | in which it differs |\n|---|---|---|---|\n");
    for (CompatibleHost host : CompatibleHost.values()) {
      String address = host.baseUrl() == null ? "yours" : "`" + host.baseUrl() + "`";
      table
          .append("| `" + host.name() + "`, `" + host.providerName() + "/...` | ")
          .append(address + " | `" + host.keyVariable() + "` | ")
          .append(String.join("; ", host.differences()) + " |\n");
    }
    Guide.holdPart(PAGE, "hosts", table.toString());
  }

  @Test
  void howMistralDiffersFromOpenAi() {
    StringBuilder list = new StringBuilder();
    for (String difference : Mistral.differences()) {
      list.append("- ").append(difference).append("\n");
    }
    Guide.holdPart(PAGE, "mistral", list.toString());
  }
}
