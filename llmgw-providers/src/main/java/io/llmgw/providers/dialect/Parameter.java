package io.llmgw.providers.dialect;

import org.jspecify.annotations.Nullable;

/** A parameter of a request that hosts call by different names, or do not take. */
public enum Parameter {
  /** The most tokens of an answer; OpenAI's reasoning models refuse the older max_tokens. */
  MAX_OUTPUT_TOKENS("maxOutputTokens", "max_completion_tokens"),
  /** How freely words are chosen. */
  TEMPERATURE("temperature", "temperature"),
  /** The share of likely words. */
  TOP_P("topP", "top_p"),
  /** The number of likely words. */
  TOP_K("topK", null),
  /** The seed. */
  SEED("seed", "seed"),
  /** The penalty on often used words. */
  FREQUENCY_PENALTY("frequencyPenalty", "frequency_penalty"),
  /** The penalty on words used at all. */
  PRESENCE_PENALTY("presencePenalty", "presence_penalty"),
  /** Texts at which the model stops. */
  STOP("stop", "stop"),
  /** Whether several tools may be asked for at once. */
  PARALLEL_TOOL_CALLS("parallelToolCalls", "parallel_tool_calls"),
  /** Which tools must be asked for. */
  TOOL_CHOICE("toolChoice", "tool_choice"),
  /** The end user. */
  USER_ID("userId", "user"),
  /** Facts that are stored with the call. */
  METADATA("metadata", "metadata"),
  /** The length of a vector. */
  DIMENSIONS("dimensions", "dimensions"),
  /** How large a picture is to be. */
  IMAGE_SIZE("ImageRequest.size", "size"),
  /** How good a picture is to be. */
  IMAGE_QUALITY("ImageRequest.quality", "quality"),
  /** Words that are to be spelt as they are here. */
  TRANSCRIPT_PROMPT("TranscriptionRequest.prompt", "prompt"),
  /** How a text is to be spoken. */
  SPEECH_INSTRUCTIONS("SpeechRequest.instructions", "instructions");

  private final String label;
  private final @Nullable String openAiField;

  Parameter(String label, @Nullable String openAiField) {
    this.label = label;
    this.openAiField = openAiField;
  }

  /** What callers know it by. */
  public String label() {
    return label;
  }

  /** Whether it says something of tools. */
  boolean isOfTools() {
    return this == TOOL_CHOICE || this == PARALLEL_TOOL_CALLS;
  }

  /** OpenAI's own field for it; null when it has none. */
  @Nullable String openAiField() {
    return openAiField;
  }
}
