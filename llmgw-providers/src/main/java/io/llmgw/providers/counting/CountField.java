package io.llmgw.providers.counting;

import io.llmgw.providers.json.TokenNumber;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Where an answer has its number.
 *
 * @param outer the member with the object that it stands in; null for the answer itself
 * @param name of the member
 * @param listed whether the member lists the tokens, and is no number
 */
public record CountField(@Nullable String outer, String name, boolean listed) {
  /** A member that is the number. */
  public static CountField number(String name) {
    return new CountField(null, name, false);
  }

  /** A member that is the number, of an object that is a member. */
  public static CountField numberIn(String outer, String name) {
    return new CountField(outer, name, false);
  }

  /** A member that lists the tokens, of which nobody says how many they are. */
  public static CountField list(String name) {
    return new CountField(null, name, true);
  }

  /** How many they are; {@link TokenNumber#UNKNOWN} where the value at the parser does not say. */
  long read(JsonParser json) {
    if (!listed) {
      return TokenNumber.read(json);
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return TokenNumber.UNKNOWN;
    }
    long tokens = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
      tokens++;
    }
    return tokens;
  }
}
