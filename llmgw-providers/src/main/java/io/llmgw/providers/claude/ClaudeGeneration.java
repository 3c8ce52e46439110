package io.llmgw.providers.claude;

import java.util.Locale;

/**
 * How a model can be told to think, as far as its id says: docs of "extended thinking" and
 * "adaptive thinking" at platform.claude.com.
 */
enum ClaudeGeneration {
  /** Not at all, as it does not think: Claude before 3.7. */
  NONE,
  /** By a budget of tokens: Claude from 3.7 to 4.5, and the models of other hosts. */
  BUDGET,
  /** By a budget, or as much as it likes with an effort: Claude 4.6. */
  EITHER,
  /** As much as it likes with an effort; budgets are refused: Claude since 4.7. */
  ADAPTIVE;

  private static final int FIRST_THINKING = 3_07;
  private static final int FIRST_OF_ONE_SAMPLING = 4_01;
  private static final int FIRST_ADAPTIVE = 4_06;
  private static final int LAST_BUDGET = 4_06;
  private static final int NEWEST = Integer.MAX_VALUE;
  private static final int OF_OTHERS = -1;
  // A longer number is a date.
  private static final int MOST_DIGITS = 2;

  /** Reads an id such as {@code claude-sonnet-4-5-20250929} or {@code claude-3-7-sonnet-latest}. */
  static ClaudeGeneration of(String model) {
    int version = version(model);
    if (version == OF_OTHERS) {
      return BUDGET;
    }
    if (version < FIRST_ADAPTIVE) {
      return version < FIRST_THINKING ? NONE : BUDGET;
    }
    return version <= LAST_BUDGET ? EITHER : ADAPTIVE;
  }

  /**
   * Whether a model of Claude's takes a temperature or a {@code top_p}, but not both: since 4.1, by
   * its refusal "`temperature` and `top_p` cannot both be specified for this model".
   */
  static boolean takesOneSampling(String model) {
    return version(model) >= FIRST_OF_ONE_SAMPLING;
  }

  /**
   * Whether a model of Claude's chooses its words by itself, and refuses to be told how: since 4.7,
   * "setting temperature, top_p, or top_k to any non-default value" (migration guide at
   * platform.claude.com), whether it thinks or not (github.com/UKGovernmentBEIS/inspect_ai, issue
   * 3721). An id without a number may stand for any, and nothing is refused to it.
   */
  static boolean choosesItsWords(String model) {
    int version = version(model);
    return version > LAST_BUDGET && (version != NEWEST || isOfLateFamily(model));
  }

  /** Whether it is of a family that began after 4.6, Fable or Mythos, of whatever version. */
  static boolean isOfLateFamily(String model) {
    String id = model.toLowerCase(Locale.ROOT);
    String name = id.substring(Math.max(0, id.indexOf("claude")));
    return name.contains("fable") || name.contains("mythos");
  }

  /** The version as major times 100 plus minor; a model without a number is a new one. */
  static int version(String model) {
    String id = model.toLowerCase(Locale.ROOT);
    int name = id.indexOf("claude");
    if (name < 0) {
      return OF_OTHERS;
    }
    String[] words = id.substring(name).split("[^a-z0-9]+", -1);
    for (int i = 0; i < words.length; i++) {
      String major = words[i].startsWith("v") ? words[i].substring(1) : words[i]; // claude-v2
      if (isNumber(major)) {
        boolean minor = i + 1 < words.length && isNumber(words[i + 1]);
        return 100 * Integer.parseInt(major) + (minor ? Integer.parseInt(words[i + 1]) : 0);
      }
    }
    return NEWEST;
  }

  private static boolean isNumber(String word) {
    if (word.isEmpty() || word.length() > MOST_DIGITS) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
