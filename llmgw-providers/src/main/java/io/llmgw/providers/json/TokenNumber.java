package io.llmgw.providers.json;

import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads numbers of tokens: one that cannot be a number of tokens is as good as none. */
public final class TokenNumber {
  /** Nothing is known. */
  public static final long UNKNOWN = -1;

  // No model reads or writes a billion tokens in one answer.
  private static final long MOST_TOKENS = 1_000_000_000;

  private TokenNumber() {}

  /** The number at the parser, {@link #UNKNOWN} for everything else, which is skipped. */
  public static long read(JsonParser json) {
    JsonToken token = json.currentToken();
    boolean number =
        token == JsonToken.VALUE_NUMBER_INT
            || token == JsonToken.VALUE_NUMBER_FLOAT
            || token == JsonToken.VALUE_STRING;
    if (!number) {
      json.skipChildren();
      return UNKNOWN;
    }
    if (token == JsonToken.VALUE_NUMBER_INT && json.getStringLength() <= 9) {
      return Math.max(json.getLongValue(), UNKNOWN);
    }
    try {
      double count = Double.parseDouble(json.getString());
      return count >= 0 && count <= MOST_TOKENS ? (long) count : UNKNOWN;
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  /** Notes a number of tokens as reported, unless it is {@link #UNKNOWN}. */
  public static void report(Usage.Builder usage, TokenKind kind, long tokens) {
    if (tokens != UNKNOWN) {
      usage.reported(kind, tokens);
    }
  }
}
