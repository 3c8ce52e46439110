package io.llmgw.api.price;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, now and at other times: rows that hold from a day on, in hours of a day, or
 * in a service tier. Immutable and thread-safe.
 */
public final class Prices {
  /** No row: what a model costs is unknown. */
  public static final Prices UNKNOWN = new Prices(List.of());

  private final List<PriceRow> rows;

  private Prices(List<PriceRow> rows) {
    this.rows = rows;
  }

  /** These rows; of several that hold at a moment the one that began last counts. */
  public static Prices of(PriceRow... rows) {
    return of(List.of(rows));
  }

  /** These rows; of several that hold at a moment the one that began last counts. */
  public static Prices of(List<PriceRow> rows) {
    return rows.isEmpty() ? UNKNOWN : new Prices(List.copyOf(rows));
  }

  /** Whether there is a row. */
  public boolean isKnown() {
    return !rows.isEmpty();
  }

  /** Whether the same row holds at all moments, so that nobody need ask which one it is. */
  public boolean isTimeless() {
    return rows.size() == 1 && rows.get(0).from() == null && rows.get(0).hours() == null;
  }

  /** All rows. */
  public List<PriceRow> rows() {
    return rows;
  }

  /** The row that holds at a moment in the ordinary service tier; null if none does. */
  public @Nullable PriceRow at(Instant moment) {
    return ofTier(moment, PriceRow.STANDARD);
  }

  /**
   * The row that holds at a moment in a service tier; null if none does. There is no way from one
   * tier to another: what a tier costs that has no row is unknown. A row that is free holds in all.
   *
   * @param serviceTier as the provider reports it; see {@link PriceRow#serviceTier}
   */
  public @Nullable PriceRow at(Instant moment, String serviceTier) {
    return ofTier(moment, PriceRow.serviceTier(serviceTier));
  }

  private @Nullable PriceRow ofTier(Instant moment, String tier) {
    PriceRow found = null;
    for (int i = 0; i < rows.size(); i++) { // without an iterator: this runs for every attempt
      PriceRow row = rows.get(i);
      boolean fits = row.isFree() || row.serviceTier().equals(tier);
      if (fits && holds(row, moment) && (found == null || outranks(row, found))) {
        found = row;
      }
    }
    return found;
  }

  private static boolean holds(PriceRow row, Instant moment) {
    LocalDate from = row.from();
    DailyHours hours = row.hours();
    boolean begun = from == null || !LocalDate.ofInstant(moment, ZoneOffset.UTC).isBefore(from);
    return begun && (hours == null || hours.include(moment));
  }

  /** The later one, and of two that began together the one for certain hours. */
  private static boolean outranks(PriceRow row, PriceRow other) {
    LocalDate from = row.from() == null ? LocalDate.MIN : row.from();
    int later = from.compareTo(other.from() == null ? LocalDate.MIN : other.from());
    return later != 0 ? later > 0 : other.hours() == null || row.hours() != null;
  }

  /**
   * What tokens cost that were used at a moment in the ordinary service tier, as {@link
   * PriceRow#cost} says; unknown where no row holds.
   */
  public Cost cost(Usage usage, Instant moment) {
    PriceRow row = at(moment);
    return row == null ? Cost.UNKNOWN : row.cost(usage);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Prices that && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public String toString() {
    return rows.isEmpty() ? "Prices[unknown]" : "Prices" + rows;
  }
}
