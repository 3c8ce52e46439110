package io.llmgw.observability.genai;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.Operation;
import java.util.Locale;
import java.util.Map;

/**
 * Values of OpenTelemetry's attributes for generative AI (semantic conventions 1.41, {@code
 * gen_ai.operation.name} and {@code gen_ai.provider.name}), and words for outcomes.
 */
public final class GenAi {
  /** Of {@code error.type} and reasons, where there is none. */
  public static final String NONE = "none";

  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("azure", "azure.ai.openai"),
          Map.entry("azure-openai", "azure.ai.openai"),
          Map.entry("bedrock", "aws.bedrock"),
          Map.entry("gemini", "gcp.gemini"),
          Map.entry("google", "gcp.gemini"),
          Map.entry("mistral", "mistral_ai"),
          Map.entry("moonshot", "moonshot_ai"),
          Map.entry("vertexai", "gcp.vertex_ai"),
          Map.entry("vertex", "gcp.vertex_ai"),
          Map.entry("watsonx", "ibm.watsonx.ai"),
          Map.entry("xai", "x_ai"));

  private GenAi() {}

  /** {@code chat}, {@code embeddings}. */
  public static String operation(Operation operation) {
    return lower(operation);
  }

  /** What OpenTelemetry calls a provider; its own name where OpenTelemetry has none for it. */
  public static String provider(String name) {
    return PROVIDERS.getOrDefault(name, name);
  }

  /** {@code rate_limit}, {@code timeout}, ...: a closed set, as {@link ErrorKind} is. */
  public static String error(ErrorKind kind) {
    return lower(kind);
  }

  /** {@code caller}, {@code deadline}, ...: a closed set, as {@link Reason} is. */
  public static String reason(Reason reason) {
    return lower(reason);
  }

  /** A constant as the value of a tag. */
  public static String lower(Enum<?> constant) {
    return Words.of(constant);
  }

  /** Constants in lower case, made once. */
  private static final class Words extends ClassValue<String[]> {
    private static final Words ALL = new Words();

    static String of(Enum<?> constant) {
      return ALL.get(constant.getDeclaringClass())[position(constant)];
    }

    @SuppressWarnings("EnumOrdinal") // a place in an array of this class, never stored or sent
    private static int position(Enum<?> constant) {
      return constant.ordinal();
    }

    @Override
    protected String[] computeValue(Class<?> type) {
      Object[] constants = type.getEnumConstants();
      String[] words = new String[constants.length];
      for (int i = 0; i < words.length; i++) {
        words[i] = ((Enum<?>) constants[i]).name().toLowerCase(Locale.ROOT);
      }
      return words;
    }
  }
}
