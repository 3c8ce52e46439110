package io.llmgw.api.catalog;

import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.schema.rule.JsonKind;
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
 * end of their names, or ranges of input ({@code tiered_pricing}) that all of a call is charged by.
 * What is priced by image, second, character or page is not read.
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

  // What else tokens may cost, in forms that have no place here.
  private static final List<String> UNREAD =
      List.of("citation_cost_per_token", "off_peak_cost_multiplier", "off_peak_pricing");

  private static final String PER_REQUEST = "input_cost_per_request";
  private static final String RANGES = "tiered_pricing";
  private static final String RANGE = "range";
  private static final long BASE = 0;

  private final TableFields entry;
  // By service tier, by kind, by the limit that the input is over.
  private final Map<String, Map<PriceKind, NavigableMap<Long, BigDecimal>>> tiers = new TreeMap<>();

  LiteLlmPrices(TableFields entry) {
    this.entry = entry;
    entry.names().forEach(this::readField);
  }

  /** A field that makes part of what a call costs and cannot be read; null if there is none. */
  @Nullable String unread() {
    for (String field : UNREAD) {
      if (entry.says(field)) {
        return field;
      }
    }
    return readRanges() ? null : RANGES;
  }

  /** All rows that have a price of input, and of output where there is output. */
  Prices prices(TableSource source) {
    boolean embeds = "embedding".equals(entry.textOr("mode"));
    List<PriceRow> rows = new ArrayList<>();
    tiers.forEach(
        (tier, kinds) -> {
          PriceRow row = row(source, tier, kinds, embeds);
          if (row != null) {
            rows.add(row);
          }
        });
    return Prices.of(rows);
  }

  private void readField(String field) {
    Matcher name = FIELD.matcher(field);
    PriceKind kind = name.matches() ? KINDS.get(name.group(1)) : null;
    if (kind == null) {
      return;
    }
    BigDecimal price = perMillion(entry, field);
    if (price != null) {
      long over = name.group(2) == null ? BASE : Long.parseLong(name.group(2)) * 1000;
      kinds(PriceRow.serviceTier(name.group(3)))
          .computeIfAbsent(kind, any -> new TreeMap<>())
          .putIfAbsent(over, price);
    }
  }

  private Map<PriceKind, NavigableMap<Long, BigDecimal>> kinds(String tier) {
    return tiers.computeIfAbsent(tier, any -> new EnumMap<>(PriceKind.class));
  }

  /** The price per million tokens; null where none is said, which a price of 0 is too. */
  private static @Nullable BigDecimal perMillion(TableFields fields, String field) {
    BigDecimal perToken = fields.decimalOr(field);
    if (perToken == null || perToken.signum() == 0) {
      return null;
    }
    if (perToken.signum() < 0) {
      throw fields.refused(field, "must be at least 0, not " + TableFields.shown(perToken));
    }
    return fields.into(field, () -> Rate.of(perToken.movePointRight(6))).base();
  }

  /**
   * Prices by ranges, plain if these follow one another from 0, price the same kinds, and say
   * nothing else than the entry itself.
   */
  private boolean readRanges() {
    Map<PriceKind, NavigableMap<Long, BigDecimal>> ranged = new EnumMap<>(PriceKind.class);
    List<TableFields> ranges = entry.objects(RANGES);
    long over = BASE;
    for (TableFields range : ranges) {
      for (String field : range.names()) {
        PriceKind kind = KINDS.get(field);
        BigDecimal price = kind == null ? null : perMillion(range, field);
        if (price != null) {
          ranged.computeIfAbsent(kind, any -> new TreeMap<>()).put(over, price);
        } else if (!field.equals(RANGE)) {
          return false;
        }
      }
      over = endAfter(over, range.list(RANGE));
      if (over <= BASE) {
        return false;
      }
    }
    return ranges.isEmpty() || (isPlain(ranged, ranges.size()) && agrees(ranged));
  }

  /** Where a range ends that begins at a limit, or at the next token; -1 for any other. */
  private static long endAfter(long over, List<?> range) {
    if (range.size() != 2
        || !(range.get(0) instanceof Number from && range.get(1) instanceof Number to)
        || !JsonKind.isWhole(from)
        || !JsonKind.isWhole(to)) {
      return -1;
    }
    boolean follows = from.longValue() == over || from.longValue() == over + 1;
    return follows && to.longValue() > over ? to.longValue() : -1;
  }

  private static boolean isPlain(
      Map<PriceKind, NavigableMap<Long, BigDecimal>> ranged, int ranges) {
    return ranged.containsKey(PriceKind.INPUT)
        && ranged.containsKey(PriceKind.OUTPUT)
        && ranged.values().stream().allMatch(prices -> prices.size() == ranges);
  }

  /** Takes them over, unless a field of the entry says something else. */
  private boolean agrees(Map<PriceKind, NavigableMap<Long, BigDecimal>> ranged) {
    Map<PriceKind, NavigableMap<Long, BigDecimal>> flat = kinds(PriceRow.STANDARD);
    for (Map.Entry<PriceKind, NavigableMap<Long, BigDecimal>> kind : flat.entrySet()) {
      NavigableMap<Long, BigDecimal> prices = ranged.get(kind.getKey());
      Map<Long, BigDecimal> said = kind.getValue();
      if (said.size() > 1 || (prices != null && !prices.headMap(BASE, true).equals(said))) {
        return false;
      }
    }
    flat.putAll(ranged);
    return true;
  }

  /** One row; null without a price of input, and without one of output where there is output. */
  private @Nullable PriceRow row(
      TableSource source,
      String tier,
      Map<PriceKind, NavigableMap<Long, BigDecimal>> kinds,
      boolean embeds) {
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
    BigDecimal perRequest = entry.decimalOr(PER_REQUEST);
    if (perRequest != null && perRequest.signum() != 0) {
      entry.into(PER_REQUEST, () -> row.perRequest(perRequest));
    }
    return row.build();
  }
}
