package io.llmgw.providers.claude;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How many tokens older models write at most, by their ids: the "models overview" at
 * platform.claude.com. A request that allows more is refused.
 */
public final class OutputLimit {
  private static final Pattern CLAUDE_3 = Pattern.compile("claude-3-(haiku|sonnet|opus)");
  private static final Pattern OPUS_4 = Pattern.compile("claude-opus-4([-@]([01]|\\d{8}).*)?");
  private static final int OF_CLAUDE_3 = 4_096;
  private static final int OF_CLAUDE_3_5 = 8_192;
  private static final int OF_OPUS_4 = 32_000;

  private OutputLimit() {}

  /** The limit of the model; {@link Integer#MAX_VALUE} where none is in the way. */
  public static int of(String model) {
    String id = model.toLowerCase(Locale.ROOT);
    int name = id.indexOf("claude-");
    String claude = name < 0 ? "" : id.substring(name);
    if (claude.startsWith("claude-3-5-")) {
      return OF_CLAUDE_3_5;
    }
    if (CLAUDE_3.matcher(claude).lookingAt()) {
      return OF_CLAUDE_3;
    }
    return OPUS_4.matcher(claude).matches() ? OF_OPUS_4 : Integer.MAX_VALUE;
  }
}
