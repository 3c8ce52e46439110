package io.llmgw.api.codec;

import io.llmgw.api.usage.PricedBy;
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
    LocalDate asOf = in.day("asOf");
    String page = in.stringOr("page");
    LocalDate from = in.dayOr("from");
    String tier = in.string("serviceTier");
    return in.into(() -> new PricedBy(model, table, asOf, page, from, tier));
  }
}
