package io.llmgw.api.catalog;

import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one entry of LiteLLM's table: fields such as {@code input_cost_per_token}, with a
 * limit of input ({@code ..._above_200k_tokens}) or a service tier ({@code ..._priority}) at the
 * end of their names. What is priced by image, second, character or page is not read.
 */
final class LiteLlmPrices {
  private static final Pattern FIELD =
      Pattern.compile("(.+?)(?:_above_(\\d{1,6})k_tokens)?(?:_(priority|flex|batches))?");

  private static final Map<String, PriceKind> KINDS =
      Map.ofEntries(
          Map.entry("input_cost_per_token", PriceKind.INPUT),
          Map.entry("input_cost_per_audio_token", PriceKind.AUDIO_INPUT),
          Map.entry("input_cost_per_image_token", PriceKind.IMAGE_INPUT),
          Map.entry("input_cost_per_token_cache_hit", PriceKind.CACHED_INPUT),
          Map.entry("cache_read_input_token_cost", PriceKind.CACHED_INPUT),
          Map.entry("cache_read_input_audio_token_cost", PriceKind.CACHED_AUDIO_INPUT),
          Map.entry("cache_read_input_token_cost_per_audio_token", PriceKind.CACHED_AUDIO_INPUT),
          Map.entry("cache_creation_input_token_cost", PriceKind.CACHE_WRITE),
          Map.entry("cache_creation_input_token_cost_above_1hr", PriceKind.CACHE_WRITE_LONG),
          Map.entry("output_cost_per_token", PriceKind.OUTPUT),
          Map.entry("output_cost_per_reasoning_token", PriceKind.REASONING),
          Map.entry("output_cost_per_audio_token", PriceKind.AUDIO_OUTPUT),
          Map.entry("output_cost_per_image_token", PriceKind.IMAGE_OUTPUT));

  private static final long BASE = 0;

  // By service tier, by kind, by the limit that the input is over.
  private final Map<String, Map<PriceKind, NavigableMap<Long, BigDecimal>>> tiers = new TreeMap<>();
  private final TableSource source;

  private LiteLlmPrices(TableSource source) {
    this.source = source;
  }

  static Prices read(TableFields entry, TableSource source) {
    LiteLlmPrices prices = new LiteLlmPrices(source);
    for (String field : entry.names()) {
      prices.readField(entry, field);
    }
    boolean embeds = "embedding".equals(entry.textOr("mode"));
    List<PriceRow> rows = new ArrayList<>();
    prices.tiers.forEach(
        (tier, kinds) -> {
          PriceRow row = entry.into(() -> prices.row(tier, kinds, embeds));
          if (row != null) {
            rows.add(row);
          }
        });
    return Prices.of(rows);
  }

  private void readField(TableFields entry, String field) {
    Matcher name = FIELD.matcher(field);
    PriceKind kind = name.matches() ? KINDS.get(name.group(1)) : null;
    if (kind == null) {
      return;
    }
    BigDecimal perToken = entry.decimalOr(field);
    if (perToken == null || perToken.signum() == 0) {
      return;
    }
    if (perToken.signum() < 0) {
      throw entry.refused(field, "must be at least 0, not " + TableFields.shown(perToken));
    }
    long over = name.group(2) == null ? BASE : Long.parseLong(name.group(2)) * 1000;
    tiers
        .computeIfAbsent(
            PriceRow.serviceTier(name.group(3)), tier -> new EnumMap<>(PriceKind.class))
        .computeIfAbsent(kind, any -> new TreeMap<>())
        .putIfAbsent(over, perToken.movePointRight(6));
  }

  /** One row; null without a price of input, and without one of output where there is output. */
  private @Nullable PriceRow row(
      String tier, Map<PriceKind, NavigableMap<Long, BigDecimal>> kinds, boolean embeds) {
    // A price of long inputs alone leaves open what all others cost.
    kinds.values().removeIf(prices -> !prices.containsKey(BASE));
    boolean output = kinds.containsKey(PriceKind.OUTPUT);
    if (!kinds.containsKey(PriceKind.INPUT) || !(output || embeds)) {
      return null;
    }
    PriceRow.Builder row = PriceRow.builder(source).serviceTier(tier);
    kinds.forEach(
        (kind, prices) -> {
          BigDecimal base = prices.remove(BASE);
          if (base != null) {
            List<Rate.Step> above = new ArrayList<>();
            prices.forEach((over, price) -> above.add(new Rate.Step(over, price)));
            row.rate(kind, new Rate(base, above));
          }
        });
    if (!output) {
      row.rate(PriceKind.OUTPUT, Rate.of(BigDecimal.ZERO));
    }
    return row.build();
  }
}
