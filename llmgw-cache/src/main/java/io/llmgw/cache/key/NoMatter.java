package io.llmgw.cache.key;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Toolbox;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.Idempotency;
import java.util.Map;

/**
 * The options of a request that cannot change its answer, and why. The one list of what is left out
 * of a key; every other option, of whoever it is, takes part.
 */
public final class NoMatter {
  private static final Map<Class<? extends RequestOption>, String> REASONS =
      Map.ofEntries(
          Map.entry(
              Timeouts.class,
              "how long an answer may take decides whether there is one, not what it says"),
          Map.entry(Retries.class, "how often a target is asked again is not seen by the model"),
          Map.entry(Hedging.class, "who answers first does not matter where both may answer"),
          Map.entry(UsageDrain.class, "what becomes of an answer that nobody reads"),
          Map.entry(
              Aggregation.Alone.class,
              "with which others a text is sent is not seen in its vector"),
          Map.entry(
              UnknownPrice.class,
              "what is paid for the answer; a target that is refused gives none"),
          Map.entry(
              RunLimits.class, "how many calls a run makes; each call is looked up by itself"),
          Map.entry(
              Toolbox.class, "functions of the host; what the model is told of them is content"),
          Map.entry(
              ExpectedAnswer.class,
              "the type of the host; the schema that the model is told is content"),
          Map.entry(Idempotency.class, "the name of a call; where it counts, it is the key"),
          Map.entry(
              CacheControl.class, "how the cache is used; its namespace is part of every key"));

  private NoMatter() {}

  /** Why each of these is left out. */
  public static Map<Class<? extends RequestOption>, String> reasons() {
    return REASONS;
  }

  static boolean matters(RequestOption option) {
    return !REASONS.containsKey(option.key()) && !(option instanceof Unkeyed);
  }

  /** An option by which the links of this module talk to each other. */
  public interface Unkeyed extends RequestOption {
    @Override
    default boolean isForCacheAlone() {
      return true;
    }
  }
}
