package io.llmgw.api.request;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a model writes its answer. What is null is left to the provider's default.
 *
 * @param temperature how freely it chooses words; finite and at least 0
 * @param topP the share of likely words it chooses from; 0 to 1
 * @param topK the number of likely words it chooses from; at least 1
 * @param maxOutputTokens the most tokens it writes, reasoning included; at least 1
 * @param seed makes answers repeatable as far as the provider can; any number
 * @param frequencyPenalty makes often used words less likely; -2 to 2
 * @param presencePenalty makes words used at all less likely; -2 to 2
 * @param parallelToolCalls whether it may ask for several tools at once
 * @param reasoning how much it thinks
 */
public record GenerationSettings(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer topK,
    @Nullable Integer maxOutputTokens,
    @Nullable Long seed,
    @Nullable Double frequencyPenalty,
    @Nullable Double presencePenalty,
    @Nullable Boolean parallelToolCalls,
    @Nullable ReasoningSettings reasoning) {
  /** Everything is left to the provider. */
  public static final GenerationSettings NONE = new Builder(null).collect();

  /** Checks the ranges. */
  public GenerationSettings {
    checkRange("temperature", temperature, 0, Double.POSITIVE_INFINITY);
    checkRange("topP", topP, 0, 1);
    checkPositive("topK", topK);
    checkPositive("maxOutputTokens", maxOutputTokens);
    checkRange("frequencyPenalty", frequencyPenalty, -2, 2);
    checkRange("presencePenalty", presencePenalty, -2, 2);
  }

  private static void checkRange(String name, @Nullable Double value, double low, double high) {
    if (value == null || (Double.isFinite(value) && value >= low && value <= high)) {
      return;
    }
    String range =
        Double.isInfinite(high)
            ? "finite and at least " + (int) low
            : "from " + (int) low + " to " + (int) high;
    throw new IllegalArgumentException(name + " must be " + range + ", not " + value);
  }

  private static void checkPositive(String name, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  /** A builder with nothing set. */
  public static Builder builder() {
    return new Builder(null);
  }

  /** A builder that starts with these settings; each may be set once more. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** These settings, and those of the fallback that are null here. */
  public GenerationSettings or(GenerationSettings fallback) {
    return new GenerationSettings(
        temperature == null ? fallback.temperature : temperature,
        topP == null ? fallback.topP : topP,
        topK == null ? fallback.topK : topK,
        maxOutputTokens == null ? fallback.maxOutputTokens : maxOutputTokens,
        seed == null ? fallback.seed : seed,
        frequencyPenalty == null ? fallback.frequencyPenalty : frequencyPenalty,
        presencePenalty == null ? fallback.presencePenalty : presencePenalty,
        parallelToolCalls == null ? fallback.parallelToolCalls : parallelToolCalls,
        reasoning == null ? fallback.reasoning : reasoning);
  }

  /**
   * Collects settings. Each may be set once; a second time is an {@link IllegalStateException}, a
   * value out of range an {@link IllegalArgumentException}. Not thread-safe.
   */
  public static final class Builder {
    private final @Nullable GenerationSettings base;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private @Nullable Integer topK;
    private @Nullable Integer maxOutputTokens;
    private @Nullable Long seed;
    private @Nullable Double frequencyPenalty;
    private @Nullable Double presencePenalty;
    private @Nullable Boolean parallelToolCalls;
    private @Nullable ReasoningSettings reasoning;

    private Builder(@Nullable GenerationSettings base) {
      this.base = base;
    }

    /** Sets how freely words are chosen; finite and at least 0. */
    public Builder temperature(double value) {
      checkUnset(temperature, "temperature");
      checkRange("temperature", value, 0, Double.POSITIVE_INFINITY);
      temperature = value;
      return this;
    }

    /** Sets the share of likely words to choose from; 0 to 1. */
    public Builder topP(double value) {
      checkUnset(topP, "topP");
      checkRange("topP", value, 0, 1);
      topP = value;
      return this;
    }

    /** Sets the number of likely words to choose from; at least 1. */
    public Builder topK(int value) {
      checkUnset(topK, "topK");
      checkPositive("topK", value);
      topK = value;
      return this;
    }

    /** Sets the most tokens to write, reasoning included; at least 1. */
    public Builder maxOutputTokens(int value) {
      checkUnset(maxOutputTokens, "maxOutputTokens");
      checkPositive("maxOutputTokens", value);
      maxOutputTokens = value;
      return this;
    }

    /** Sets the seed; any number. */
    public Builder seed(long value) {
      checkUnset(seed, "seed");
      seed = value;
      return this;
    }

    /** Sets the penalty on often used words; -2 to 2. */
    public Builder frequencyPenalty(double value) {
      checkUnset(frequencyPenalty, "frequencyPenalty");
      checkRange("frequencyPenalty", value, -2, 2);
      frequencyPenalty = value;
      return this;
    }

    /** Sets the penalty on words used at all; -2 to 2. */
    public Builder presencePenalty(double value) {
      checkUnset(presencePenalty, "presencePenalty");
      checkRange("presencePenalty", value, -2, 2);
      presencePenalty = value;
      return this;
    }

    /** Sets whether several tools may be asked for at once. */
    public Builder parallelToolCalls(boolean value) {
      checkUnset(parallelToolCalls, "parallelToolCalls");
      parallelToolCalls = value;
      return this;
    }

    /** Sets how much the model thinks. */
    public Builder reasoning(ReasoningSettings value) {
      checkUnset(reasoning, "reasoning");
      reasoning = Objects.requireNonNull(value, "reasoning");
      return this;
    }

    private static void checkUnset(@Nullable Object value, String property) {
      if (value != null) {
        throw new IllegalStateException(property + " is set already");
      }
    }

    /** The settings collected so far; the builder may go on. */
    public GenerationSettings build() {
      GenerationSettings collected = collect();
      if (base != null) {
        return collected.or(base);
      }
      return collected.equals(NONE) ? NONE : collected;
    }

    private GenerationSettings collect() {
      return new GenerationSettings(
          temperature,
          topP,
          topK,
          maxOutputTokens,
          seed,
          frequencyPenalty,
          presencePenalty,
          parallelToolCalls,
          reasoning);
    }
  }
}
