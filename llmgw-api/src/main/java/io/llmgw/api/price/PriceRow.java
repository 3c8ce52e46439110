package io.llmgw.api.price;

import io.llmgw.api.request.Operation;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.PricedBy;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a model cost in one service tier from a day on: prices by kind, per million
 * tokens. Immutable and thread-safe.
 */
public final class PriceRow {
  /** The service tier of calls that ask for none. */
  public static final String STANDARD = "standard";

  /** The decimals of {@link #costUnits}. */
  public static final int COST_SCALE = Charge.SCALE;

  private final TableSource source;
  private final String currency;
  private final Map<PriceKind, Rate> rates;
  private final @Nullable Rate input;
  private final @Nullable Rate output;
  private final @Nullable BigDecimal perRequest;
  private final String serviceTier;
  private final @Nullable LocalDate from;
  private final @Nullable DailyHours hours;
  private final boolean free;

  private PriceRow(Builder builder, boolean free) {
    this.source = builder.source;
    this.currency = free ? Cost.NO_CURRENCY : builder.currency;
    this.rates = Collections.unmodifiableMap(new EnumMap<>(builder.rates));
    this.input = rates.get(PriceKind.INPUT);
    this.output = rates.get(PriceKind.OUTPUT);
    this.perRequest = builder.perRequest;
    this.serviceTier = builder.serviceTier;
    this.from = builder.from;
    this.hours = builder.hours;
    this.free = free;
  }

  /**
   * A row of prices in US dollars that always held, without a price yet.
   *
   * @param table what the prices come from, such as a contract; shown with every cost
   * @param asOf the day on which they were true
   */
  public static Builder builder(String table, LocalDate asOf) {
    return builder(TableSource.of(table, asOf));
  }

  /** A row of prices in US dollars that always held, without a price yet. */
  public static Builder builder(TableSource source) {
    return new Builder(source);
  }

  /**
   * A row that charges nothing, in no currency, as for a model on machines of one's own. Tokens are
   * counted and calls accounted as ever, at a cost of 0 that is known.
   *
   * @param table who says so; shown with every cost
   * @param asOf the day on which it was true
   */
  public static PriceRow free(String table, LocalDate asOf) {
    return new PriceRow(builder(table, asOf), true);
  }

  /**
   * The name that rows have for a service tier as a provider reports it: {@value #STANDARD} for
   * null, {@code default}, {@code auto}, {@code on_demand} and {@code standard_only}, {@code batch}
   * for {@code batches}, else the name itself in lower case.
   */
  public static String serviceTier(@Nullable String reported) {
    if (STANDARD.equals(reported)) {
      return STANDARD; // as nearly always
    }
    String name = reported == null ? "" : reported.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "default", "auto", "on_demand", "standard_only" -> STANDARD;
      case "batches" -> "batch";
      default -> name;
    };
  }

  /**
   * What tokens cost by this row. Parts of a total are charged once: at their own price where they
   * have one, at the price of the total where not, never at both. A part that was not reported
   * counts as none. What nobody reports is assumed: cached and written input is text as far as
   * there is text.
   *
   * @return {@link io.llmgw.api.usage.Provenance#ESTIMATED estimated}; unknown, with what is known
   *     as the lower bound, where a total that is charged is unknown, tokens have no price, or
   *     parts exceed their total
   */
  public Cost cost(Usage usage) {
    return Charge.of(this, usage);
  }

  /**
   * The same of tokens in and out that are of no special kind, as a whole number: for whoever
   * compares the prices of many models, and needs no {@link Cost} of each.
   *
   * @return in units of 10 to the power of -{@value #COST_SCALE} of the currency; -1 where there is
   *     no such number, and {@link #cost} alone tells
   */
  public long costUnits(long inputTokens, long outputTokens) {
    return input == null || output == null || perRequest != null
        ? -1
        : Charge.units(input, output, inputTokens, outputTokens);
  }

  /**
   * Whether all that an operation uses has a price: input, and for those that {@linkplain
   * Operation#writes write} something, output. Of a row that covers less, what the rest costs is
   * unknown.
   */
  public boolean covers(Operation operation) {
    return free || (input != null && (!operation.writes() || output != null));
  }

  /** The price of a kind; null if it has none of its own. */
  public @Nullable Rate rate(PriceKind kind) {
    return rates.get(kind);
  }

  /** All prices, by kind; empty for a row that is free. */
  public Map<PriceKind, Rate> rates() {
    return rates;
  }

  /** What each request costs besides its tokens; null for nothing. */
  public @Nullable BigDecimal perRequest() {
    return perRequest;
  }

  /** Whether it was said that nothing is charged. */
  public boolean isFree() {
    return free;
  }

  /** The currency, as {@link Cost#currency()} has it. */
  public String currency() {
    return currency;
  }

  /** The service tier it holds for, {@value #STANDARD} for the ordinary one. */
  public String serviceTier() {
    return serviceTier;
  }

  /** The day from which it holds, in UTC; null if it always did. */
  public @Nullable LocalDate from() {
    return from;
  }

  /** The hours of a day in which it holds; null for all. */
  public @Nullable DailyHours hours() {
    return hours;
  }

  /** Where the prices were taken from, and when. */
  public TableSource source() {
    return source;
  }

  /** The reference to this row for whoever reads a cost. */
  public PricedBy pricedBy(String model) {
    return new PricedBy(model, source.table(), source.asOf(), source.page(), from, serviceTier);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PriceRow that
        && source.equals(that.source)
        && currency.equals(that.currency)
        && rates.equals(that.rates)
        && Objects.equals(perRequest, that.perRequest)
        && serviceTier.equals(that.serviceTier)
        && Objects.equals(from, that.from)
        && Objects.equals(hours, that.hours)
        && free == that.free;
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, currency, rates, perRequest, serviceTier, from, hours, free);
  }

  /** For example {@code PriceRow[INPUT=0.25, OUTPUT=2 USD per million]}. */
  @Override
  public String toString() {
    if (free) {
      return "PriceRow[free]";
    }
    StringBuilder out = new StringBuilder("PriceRow[");
    rates.forEach((kind, rate) -> out.append(kind).append('=').append(rate.base()).append(", "));
    out.setLength(out.length() - 2);
    return out.append(' ').append(currency).append(" per million]").toString();
  }

  /** Collects prices. Not thread-safe. */
  public static final class Builder {
    private final TableSource source;
    private final Map<PriceKind, Rate> rates = new EnumMap<>(PriceKind.class);
    private String currency = "USD";
    private String serviceTier = STANDARD;
    private @Nullable BigDecimal perRequest;
    private @Nullable LocalDate from;
    private @Nullable DailyHours hours;

    private Builder(TableSource source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * The price of input per million tokens, such as {@code "0.25"}.
     *
     * @throws IllegalStateException if it has a price already
     */
    public Builder input(String perMillion) {
      return rate(PriceKind.INPUT, Rate.of(perMillion));
    }

    /** The price of output per million tokens; fails as {@link #input}. */
    public Builder output(String perMillion) {
      return rate(PriceKind.OUTPUT, Rate.of(perMillion));
    }

    /** The price of a kind per million tokens; fails as {@link #input}. */
    public Builder rate(PriceKind kind, String perMillion) {
      return rate(kind, Rate.of(perMillion));
    }

    /** The price of a kind; fails as {@link #input}. */
    public Builder rate(PriceKind kind, Rate rate) {
      if (rates.putIfAbsent(kind, Objects.requireNonNull(rate, "rate")) != null) {
        throw new IllegalStateException(kind + " has a price already");
      }
      return this;
    }

    /** What each request costs besides its tokens; default nothing, must be above 0. */
    public Builder perRequest(BigDecimal amount) {
      BigDecimal plain = Rate.amount(amount);
      if (plain.signum() <= 0) {
        throw new IllegalArgumentException("a price per request must be above 0, not " + plain);
      }
      perRequest = plain;
      return this;
    }

    /**
     * Another currency than {@code USD}, in the form of {@link Cost#currency()}; not {@value
     * Cost#NO_CURRENCY}, since an amount without currency would be added to those of any.
     */
    public Builder currency(String code) {
      if (code.equals(Cost.NO_CURRENCY)) {
        throw new IllegalArgumentException("prices need a currency, and " + code + " is none");
      }
      currency = Cost.estimated(BigDecimal.ZERO, code).currency();
      return this;
    }

    /** The service tier it holds for, by the name that {@link PriceRow#serviceTier} gives it. */
    public Builder serviceTier(String name) {
      serviceTier = PriceRow.serviceTier(name);
      return this;
    }

    /** The day from which it holds, from midnight UTC; default always. */
    public Builder from(LocalDate day) {
      from = Objects.requireNonNull(day, "day");
      return this;
    }

    /** The hours of each day in which it holds; default all. */
    public Builder hours(DailyHours daily) {
      hours = Objects.requireNonNull(daily, "daily");
      return this;
    }

    /**
     * The row.
     *
     * @throws IllegalStateException if it has no price, or only prices of 0: that a model costs
     *     nothing is said by {@link PriceRow#free}, never by an oversight
     */
    public PriceRow build() {
      if (rates.isEmpty()) {
        throw new IllegalStateException("a row needs at least one price");
      }
      if (perRequest == null && rates.values().stream().allMatch(Rate::isZero)) {
        throw new IllegalStateException("all prices are 0: say that it is free, if it is");
      }
      return new PriceRow(this, false);
    }
  }
}
