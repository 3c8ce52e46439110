package io.llmgw.providers.openai.answer;

import io.llmgw.api.usage.Cost;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.json.WireJson;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a body says of the bill: the service tier, and at some hosts the price of the answer, always
 * in dollars. Not thread-safe.
 */
public final class OpenAiBill {
  private static final String ORDINARY_TIER = "default";
  private static final int TICKS_PER_DOLLAR_DIGITS = 10; // xAI's unit
  private static final int MOST_DIGITS = 40;
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000);

  private @Nullable String tier;
  private @Nullable BigDecimal charged;
  private @Nullable BigDecimal upstream;
  private boolean ownKey;
  private boolean searches;

  /** Nothing is said. */
  public OpenAiBill() {}

  /** Forgets what was said. */
  public void clear() {
    tier = null;
    charged = null;
    upstream = null;
    ownKey = false;
    searches = false;
  }

  /** Reads the service tier at the parser. */
  public void readTier(JsonParser json) {
    tier = WireJson.word(json, ORDINARY_TIER);
  }

  /** Reads a member of the usage that is none of its counts, or skips it. */
  public void read(String field, JsonParser json) {
    switch (field) {
      case "cost" -> {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          WireJson.members(json, this::readSum); // Perplexity
        } else {
          charged = amount(json); // OpenRouter, whose credits are dollars
        }
      }
      case "cost_details" -> WireJson.members(json, this::readDetail);
      case "is_byok" -> ownKey = json.currentToken() == JsonToken.VALUE_TRUE;
      case "cost_in_usd_ticks" -> {
        BigDecimal ticks = amount(json);
        charged = ticks == null ? null : ticks.movePointLeft(TICKS_PER_DOLLAR_DIGITS);
      }
      case "num_sources_used" -> searches = TokenNumber.read(json) > 0; // xAI
      default -> json.skipChildren();
    }
  }

  private void readSum(String field, JsonParser json) {
    if (field.equals("total_cost")) {
      charged = amount(json);
    } else {
      json.skipChildren();
    }
  }

  private void readDetail(String field, JsonParser json) {
    if (field.equals("upstream_inference_cost")) {
      upstream = amount(json);
    } else {
      json.skipChildren();
    }
  }

  private static @Nullable BigDecimal amount(JsonParser json) {
    String number = WireJson.scalar(json);
    if (number == null || number.length() > MOST_DIGITS) {
      return null;
    }
    try {
      BigDecimal amount = new BigDecimal(number);
      boolean sound = amount.signum() >= 0 && Math.abs(amount.scale()) <= MOST_DIGITS;
      return sound ? amount : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether sources of a search are counted, which are charged besides the tokens. */
  boolean countsSearches() {
    return searches;
  }

  /** The service tier, in the host's word; null for none. */
  @Nullable String tier() {
    return tier;
  }

  /**
   * What the answer costs; null if it is not said. To a call with a key of one's own OpenRouter
   * charges its fee, and the provider behind it the rest.
   */
  @Nullable Cost cost() {
    BigDecimal sum = charged;
    if (ownKey && sum != null) {
      sum = upstream == null ? null : sum.add(upstream);
    }
    return sum == null || sum.compareTo(MOST_DOLLARS) > 0 ? null : Cost.reported(sum, "USD");
  }
}
