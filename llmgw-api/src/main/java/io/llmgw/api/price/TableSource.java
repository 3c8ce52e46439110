package io.llmgw.api.price;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact or a price was taken from, and when.
 *
 * @param table the name of the table, contract or list; not blank
 * @param asOf the day it was taken
 * @param page where the table found it, such as the provider's price page; null if it does not say
 */
public record TableSource(String table, LocalDate asOf, @Nullable String page) {
  /** Refuses a blank name. */
  public TableSource {
    if (table.isBlank()) {
      throw new IllegalArgumentException("a table needs a name");
    }
    Objects.requireNonNull(asOf, "asOf");
  }

  /** A table that names no page. */
  public static TableSource of(String table, LocalDate asOf) {
    return new TableSource(table, asOf, null);
  }
}
