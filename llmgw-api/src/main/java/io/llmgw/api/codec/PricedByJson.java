package io.llmgw.api.codec;

import io.llmgw.api.usage.PricedBy;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The row of a price table that a cost was computed from. */
final class PricedByJson {
  private PricedByJson() {}

  static @Nullable FieldWriter write(@Nullable PricedBy row) {
    return row == null
        ? null
        : new FieldWriter()
            .put("model", row.model())
            .put("table", row.table())
            .put("asOf", row.asOf().toString())
            .put("page", row.page())
            .put("from", row.from() == null ? null : row.from().toString())
            .put("serviceTier", row.serviceTier());
  }

  static @Nullable PricedBy read(@Nullable FieldReader in) {
    if (in == null) {
      return null;
    }
    String model = in.string("model");
    String table = in.string("table");
    LocalDate asOf = day(in, in.string("asOf"));
    String page = in.stringOr("page");
    String begin = in.stringOr("from");
    LocalDate from = begin == null ? null : day(in, begin);
    String tier = in.string("serviceTier");
    return in.into(() -> new PricedBy(model, table, asOf, page, from, tier));
  }

  private static LocalDate day(FieldReader in, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw in.refused("has a date that is not like 2026-08-21");
    }
  }
}
