package io.llmgw.api.usage;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The row of a price table that a cost was computed from: what to look at when the amount is in
 * doubt. Holds no amounts.
 *
 * @param model the model of the row, as {@code provider/model}; less exact than the model that was
 *     called where the table lists a family only, as {@code openai/gpt-5-mini} for {@code
 *     openai/gpt-5-mini-2025-08-07}
 * @param table the name of the table
 * @param asOf the day the table was taken, on which its prices were true as far as it knows
 * @param page where the table found the price, such as the provider's price page; null if it does
 *     not say
 * @param from the day from which the row holds, in UTC; null for a row that always held
 * @param serviceTier the service tier of the row, {@code standard} for the ordinary one
 */
public record PricedBy(
    String model,
    String table,
    LocalDate asOf,
    @Nullable String page,
    @Nullable LocalDate from,
    String serviceTier) {
  /** Refuses null. */
  public PricedBy {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(serviceTier, "serviceTier");
  }

  /** For example {@code openai/gpt-5-mini in genai-prices of 2026-08-21}. */
  @Override
  public String toString() {
    return model + " in " + table + " of " + asOf;
  }
}
