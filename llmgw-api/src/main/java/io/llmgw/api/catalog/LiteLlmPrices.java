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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one entry of LiteLLM's table: fields such as {@code input_cost_per_token}, with a
 * limit of input ({@code ..._above_200k_tokens}) or a service tier ({@code ..._priority}) at the
 * end of their names, or ranges of input ({@code tiered_pricing}) that all of a call is charged by.
 * What is priced by image, second, character or page is not read. Immutable and thread-safe: all is
 * read when it is made.
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

  private final @Nullable String unread;
  private final Prices prices;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if a field is broken: the message says where
   */
  LiteLlmPrices(TableFields entry, TableSource source) {
    Map<String, Map<PriceKind, NavigableMap<Long, BigDecimal>>> tiers = tiers(entry);
    String field = unreadField(entry);
    if (field == null && !addRanges(entry, tiers)) {
      field = RANGES;
    }
    unread = field;
    prices = unread == null ? priced(entry, source, tiers) : Prices.UNKNOWN;
  }

  /** A field that makes part of what a call costs and cannot be read; null if there is none. */
  @Nullable String unread() {
    return unread;
  }

  /**
   * All rows that have a price of input, and of output where there is output; {@link
   * Prices#UNKNOWN} without such a row, and where a field cannot be read.
   */
  Prices prices() {
    return prices;
  }

  /** By service tier, by kind, by the limit that the input is over. */
  private static Map<String, Map<PriceKind, NavigableMap<Long, BigDecimal>>> tiers(
      TableFields entry) {
    Map<String, Map<PriceKind, NavigableMap<Long, BigDecimal>>> tiers = new TreeMap<>();
    for (String field : entry.names()) {
      Matcher name = FIELD.matcher(field);
      PriceKind kind = name.matches() ? KINDS.get(name.group(1)) : null;
      BigDecimal price = kind == null ? null : perMillion(entry, field);
      if (price != null) {
        long over = name.group(2) == null ? BASE : Long.parseLong(name.group(2)) * 1000;
        tiers
            .computeIfAbsent(PriceRow.serviceTier(name.group(3)), any -> noKinds())
            .computeIfAbsent(kind, any -> new TreeMap<>())
            .putIfAbsent(over, price);
      }
    }
    return tiers;
  }

  private static Map<PriceKind, NavigableMap<Long, BigDecimal>> noKinds() {
    return new EnumMap<>(PriceKind.class);
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

  private static @Nullable String unreadField(TableFields entry) {
    for (String field : UNREAD) {
      if (entry.says(field)) {
        return field;
      }
    }
    return null;
  }

  /** Adds prices by ranges, if there are any; false where these cannot be read. */
  private static boolean addRanges(
      TableFields entry, Map<String, Map<PriceKind, NavigableMap<Long, BigDecimal>>> tiers) {
    List<TableFields> ranges = entry.objects(RANGES);
    if (ranges.isEmpty()) {
      return true;
    }
    Map<PriceKind, NavigableMap<Long, BigDecimal>> ranged = ranged(ranges);
    Map<PriceKind, NavigableMap<Long, BigDecimal>> standard =
        tiers.computeIfAbsent(PriceRow.STANDARD, any -> noKinds());
    if (ranged == null || !agree(standard, ranged)) {
      return false;
    }
    standard.putAll(ranged);
    return true;
  }

  /** Prices by ranges; null unless these follow one another from 0 and price the same kinds. */
  private static @Nullable Map<PriceKind, NavigableMap<Long, BigDecimal>> ranged(
      List<TableFields> ranges) {
    Map<PriceKind, NavigableMap<Long, BigDecimal>> ranged = noKinds();
    long over = BASE;
    for (TableFields range : ranges) {
      for (String field : range.names()) {
        PriceKind kind = KINDS.get(field);
        BigDecimal price = kind == null ? null : perMillion(range, field);
        if (price != null) {
          ranged.computeIfAbsent(kind, any -> new TreeMap<>()).put(over, price);
        } else if (!field.equals(RANGE)) {
          return null;
        }
      }
      over = endAfter(over, range.list(RANGE));
      if (over <= BASE) {
        return null;
      }
    }
    return isPlain(ranged, ranges.size()) ? ranged : null;
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

  /** Whether no field of the entry says anything else than its ranges. */
  private static boolean agree(
      Map<PriceKind, NavigableMap<Long, BigDecimal>> standard,
      Map<PriceKind, NavigableMap<Long, BigDecimal>> ranged) {
    for (Map.Entry<PriceKind, NavigableMap<Long, BigDecimal>> kind : standard.entrySet()) {
      NavigableMap<Long, BigDecimal> prices = ranged.get(kind.getKey());
      Map<Long, BigDecimal> said = kind.getValue();
      if (said.size() > 1 || (prices != null && !prices.headMap(BASE, true).equals(said))) {
        return false;
      }
    }
    return true;
  }

  private static Prices priced(
      TableFields entry,
      TableSource source,
      Map<String, Map<PriceKind, NavigableMap<Long, BigDecimal>>> tiers) {
    boolean embeds = "embedding".equals(entry.textOr("mode"));
    List<PriceRow> rows = new ArrayList<>();
    tiers.forEach(
        (tier, kinds) -> {
          PriceRow.Builder row = PriceRow.builder(source).serviceTier(tier);
          Set<PriceKind> priced = addRates(row, kinds);
          if (embeds && !priced.contains(PriceKind.OUTPUT)) {
            row.rate(PriceKind.OUTPUT, Rate.of(BigDecimal.ZERO));
            priced.add(PriceKind.OUTPUT);
          }
          if (priced.contains(PriceKind.INPUT) && priced.contains(PriceKind.OUTPUT)) {
            addPerRequest(row, entry);
            rows.add(row.build());
          }
        });
    return Prices.of(rows);
  }

  /** Adds what is priced for all inputs, and says what that is. */
  private static Set<PriceKind> addRates(
      PriceRow.Builder row, Map<PriceKind, NavigableMap<Long, BigDecimal>> kinds) {
    Set<PriceKind> priced = EnumSet.noneOf(PriceKind.class);
    kinds.forEach(
        (kind, prices) -> {
          BigDecimal base = prices.get(BASE);
          if (base != null) { // a price of long inputs alone leaves open what all others cost
            List<Rate.Step> above = new ArrayList<>();
            prices
                .tailMap(BASE, false)
                .forEach((over, price) -> above.add(new Rate.Step(over, price)));
            row.rate(kind, new Rate(base, above));
            priced.add(kind);
          }
        });
    return priced;
  }

  private static void addPerRequest(PriceRow.Builder row, TableFields entry) {
    BigDecimal perRequest = entry.decimalOr(PER_REQUEST);
    if (perRequest != null && perRequest.signum() != 0) {
      entry.into(PER_REQUEST, () -> row.perRequest(perRequest));
    }
  }
}
