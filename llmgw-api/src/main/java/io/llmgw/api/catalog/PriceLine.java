package io.llmgw.api.catalog;

import io.llmgw.api.price.DailyHours;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The prices of a model in the product's own form of file. */
final class PriceLine {
  private static final Map<String, PriceKind> KINDS =
      Map.ofEntries(
          Map.entry("input", PriceKind.INPUT),
          Map.entry("cachedInput", PriceKind.CACHED_INPUT),
          Map.entry("cacheWrite", PriceKind.CACHE_WRITE),
          Map.entry("cacheWriteLong", PriceKind.CACHE_WRITE_LONG),
          Map.entry("audioInput", PriceKind.AUDIO_INPUT),
          Map.entry("cachedAudioInput", PriceKind.CACHED_AUDIO_INPUT),
          Map.entry("imageInput", PriceKind.IMAGE_INPUT),
          Map.entry("output", PriceKind.OUTPUT),
          Map.entry("reasoning", PriceKind.REASONING),
          Map.entry("audioOutput", PriceKind.AUDIO_OUTPUT),
          Map.entry("imageOutput", PriceKind.IMAGE_OUTPUT));

  private PriceLine() {}

  /** All prices of a field; one that names no source is from the row's only one. */
  static Prices read(TableFields row, String field, List<TableSource> sources) {
    List<PriceRow> rows = new ArrayList<>();
    for (TableFields entry : row.objects(field)) {
      rows.add(readOne(entry, sources));
      entry.rejectOthers();
    }
    return Prices.of(rows);
  }

  private static PriceRow readOne(TableFields entry, List<TableSource> sources) {
    TableSource source = source(entry, sources);
    if (Boolean.TRUE.equals(entry.flagOr("free"))) {
      return PriceRow.free(source.table(), source.asOf());
    }
    PriceRow.Builder price = PriceRow.builder(source);
    LocalDate from = entry.dayOr("from");
    if (from != null) {
      price.from(from);
    }
    readHours(entry, price);
    String tier = entry.textOr("serviceTier");
    if (tier != null) {
      price.serviceTier(tier);
    }
    String currency = entry.textOr("currency");
    if (currency != null) {
      entry.into("currency", () -> price.currency(currency));
    }
    BigDecimal perRequest = entry.decimalOr("perRequest");
    if (perRequest != null) {
      entry.into("perRequest", () -> price.perRequest(perRequest));
    }
    TableFields rates = present(entry, "perMillion", entry.objectOr("perMillion"));
    for (String name : rates.names()) {
      PriceKind kind = KINDS.get(name);
      if (kind == null) {
        throw rates.refused(
            name, "is no kind of price; there are " + new TreeSet<>(KINDS.keySet()));
      }
      price.rate(kind, rate(rates, name));
    }
    return entry.into(price::build);
  }

  private static TableSource source(TableFields entry, List<TableSource> sources) {
    String name = entry.textOr("source");
    if (name == null && sources.size() == 1) {
      return sources.get(0);
    }
    for (TableSource source : sources) {
      if (source.table().equals(name)) {
        return source;
      }
    }
    throw entry.refused(
        "source",
        name == null
            ? "must name one of the row's sources"
            : "names none of them: " + TableFields.shown(name));
  }

  private static void readHours(TableFields entry, PriceRow.Builder price) {
    String hours = entry.textOr("hours");
    if (hours == null) {
      return;
    }
    try {
      String[] ends = hours.split("-", -1);
      if (ends.length != 2) {
        throw new DateTimeException("two times");
      }
      price.hours(new DailyHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1])));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw entry.refused("hours", "must be like 16:30-00:30, not " + TableFields.shown(hours));
    }
  }

  private static Rate rate(TableFields rates, String name) {
    if (!rates.isObject(name)) {
      return rates.into(name, () -> Rate.of(present(rates, name, rates.decimalOr(name))));
    }
    TableFields tiers = present(rates, name, rates.objectOr(name));
    BigDecimal base = present(tiers, "base", tiers.decimalOr("base"));
    List<Rate.Step> above = new ArrayList<>();
    for (TableFields step : tiers.objects("above")) {
      long over = step.tokensOr("inputTokensOver");
      BigDecimal price = present(step, "price", step.decimalOr("price"));
      above.add(step.into("price", () -> new Rate.Step(over, price)));
      step.rejectOthers();
    }
    tiers.rejectOthers();
    tiers.into("base", () -> Rate.of(base));
    return tiers.into(() -> new Rate(base, above));
  }

  private static <T> T present(TableFields fields, String name, @Nullable T value) {
    if (value == null) {
      throw fields.refused(name, "is missing");
    }
    return value;
  }
}
