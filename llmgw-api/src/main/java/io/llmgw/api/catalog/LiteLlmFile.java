package io.llmgw.api.catalog;

import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.route.ModelRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the community's table of LiteLLM: one object whose members are models, with prices per
 * token (github.com/BerriAI/litellm, model_prices_and_context_window.json and its schema, which
 * asks readers to ignore fields they do not know). A price of 0 there is a free tier or a gap: it
 * is not taken over, so such a model has no price.
 */
final class LiteLlmFile {
  private static final System.Logger log = System.getLogger(LiteLlmFile.class.getName());

  // Members that are no models.
  private static final Set<String> EXPLANATIONS = Set.of("sample_spec", "fallback_generalizations");

  private static final Map<String, Capability> FLAGS =
      Map.of(
          "supports_function_calling", Capability.TOOLS,
          "supports_tool_choice", Capability.TOOL_CHOICE,
          "supports_response_schema", Capability.JSON_SCHEMA,
          "supports_reasoning", Capability.REASONING,
          "supports_vision", Capability.IMAGES,
          "supports_audio_input", Capability.AUDIO,
          "supports_video_input", Capability.VIDEO,
          "supports_pdf_input", Capability.DOCUMENTS);

  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("azure_ai", "azure"),
          Map.entry("azure_text", "azure"),
          Map.entry("bedrock_converse", "bedrock"),
          Map.entry("codestral", "mistral"),
          Map.entry("cohere_chat", "cohere"),
          Map.entry("dashscope", "alibaba"),
          Map.entry("fireworks_ai", "fireworks"),
          Map.entry("fireworks_ai-embedding-models", "fireworks"),
          Map.entry("nvidia_nim", "nvidia"),
          Map.entry("text-completion-codestral", "mistral"),
          Map.entry("text-completion-openai", "openai"),
          Map.entry("together_ai", "together"),
          Map.entry("vertex_ai-anthropic_models", "vertex-anthropic"));

  private LiteLlmFile() {}

  /** The models of a text, each once: of two entries of one model the later one. */
  static List<ModelFacts> read(String text, String name, TableSource source) {
    Map<ModelRef, ModelFacts> models = new LinkedHashMap<>();
    List<String> unpriced = new ArrayList<>();
    for (Map.Entry<?, ?> member : members(text, name).entrySet()) {
      String key = String.valueOf(member.getKey());
      if (!EXPLANATIONS.contains(key)) {
        TableFields entry =
            new TableFields(member.getValue(), name + ", " + TableFields.shown(key));
        LiteLlmPrices prices = new LiteLlmPrices(entry, source);
        if (prices.unread() != null) {
          unpriced.add(TableFields.shown(key) + " (" + prices.unread() + ")");
        }
        ModelFacts facts = model(key, entry, source, prices.prices());
        models.put(facts.ref(), facts);
      }
    }
    if (!unpriced.isEmpty()) {
      log.log(
          System.Logger.Level.WARNING,
          "{0}: models without a price here: {1}, since what they cost is said in a form that is not"
              + " read, such as {2}",
          name,
          unpriced.size(),
          unpriced.get(0));
    }
    return new ArrayList<>(models.values());
  }

  private static Map<String, @Nullable Object> members(String text, String name) {
    Json json = Json.ofText(text);
    try {
      return json.asObject();
    } catch (JsonException e) {
      long line = text.substring(0, e.position()).chars().filter(c -> c == '\n').count() + 1;
      throw new IllegalArgumentException(name + ", line " + line + ": " + e.reason(), e);
    }
  }

  private static ModelFacts model(
      String key, TableFields entry, TableSource source, Prices prices) {
    ModelFacts.Builder facts = ModelFacts.builder(ref(key, entry));
    long input = entry.tokensOrNone("max_input_tokens");
    long output = entry.tokensOrNone("max_output_tokens");
    if (input > 0) {
      facts.maxInputTokens(input);
    }
    if (output > 0) {
      facts.maxOutputTokens(output);
    }
    FLAGS.forEach(
        (flag, capability) -> {
          Boolean fact = entry.flagOr(flag);
          if (fact != null) {
            facts.can(capability, fact);
          }
        });
    return facts.sources(List.of(source)).prices(prices).build();
  }

  private static ModelRef ref(String key, TableFields entry) {
    String theirs = entry.text("litellm_provider");
    String ours = PROVIDERS.get(theirs);
    if (ours == null) {
      ours = theirs.startsWith("vertex_ai") ? "vertex" : theirs;
    }
    // The first part of a key may be a route, which names the provider or begins its name.
    int slash = key.indexOf('/');
    boolean routed = slash > 0 && theirs.startsWith(key.substring(0, slash));
    String provider = ours;
    String model = routed ? key.substring(slash + 1) : key;
    return entry.into(() -> new ModelRef(provider, model));
  }
}
