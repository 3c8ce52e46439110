package io.llmgw.cache.key;

import io.llmgw.api.json.Json;
import io.llmgw.api.request.LlmRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of chance by its extra fields, under the names that providers give to it and
 * within the objects in which some want it: Ollama's {@code options}, Gemini's {@code
 * generationConfig}, the {@code inferenceConfig} of Bedrock.
 */
public final class SampledBy {
  private static final Set<String> TEMPERATURE = Set.of("temperature");
  private static final Set<String> SEED = Set.of("seed", "random_seed"); // Mistral's is the latter

  private SampledBy() {}

  /** Whether one of them is a temperature above 0. */
  public static boolean temperature(LlmRequest<?> request) {
    return has(request, TEMPERATURE, value -> number(value) > 0);
  }

  /** Whether one of them is a seed. */
  public static boolean seed(LlmRequest<?> request) {
    return has(request, SEED, value -> !Double.isNaN(number(value)));
  }

  /** Also one in quotation marks, which hosts take for the number; NaN for anything else. */
  private static double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return value instanceof String text ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  private static boolean has(LlmRequest<?> request, Set<String> names, Predicate<Object> counts) {
    for (Map.Entry<String, Json> field : request.content().extraBody().entrySet()) {
      Json value = field.getValue();
      if (value.isValid() && has(field.getKey(), value.value(), names, counts)) {
        return true;
      }
    }
    return false;
  }

  /** Of lists nothing is read: they hold documents and tools, and settings of nobody. */
  private static boolean has(
      String name, @Nullable Object value, Set<String> names, Predicate<Object> counts) {
    if (value != null && names.contains(name) && counts.test(value)) {
      return true;
    }
    if (value instanceof Map<?, ?> members && !Mentions.areUnder(name)) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        if (has((String) member.getKey(), member.getValue(), names, counts)) {
          return true;
        }
      }
    }
    return false;
  }
}
