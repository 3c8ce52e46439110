package io.llmgw.api.codec;

import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.price.UnknownPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to happen where a price is unknown, with the price that is assumed then. */
final class PriceJson {
  private static final String ALLOW = "allow";
  private static final String DENY = "deny";
  private static final String ASSUME = "assume";

  private PriceJson() {}

  static @Nullable FieldWriter write(@Nullable UnknownPrice unknown) {
    if (unknown == null) {
      return null;
    }
    PriceRow assumed = unknown.assumed();
    return assumed == null
        ? new FieldWriter().put("policy", unknown.equals(UnknownPrice.DENY) ? DENY : ALLOW)
        : new FieldWriter().put("policy", ASSUME).object("row", writeRow(assumed));
  }

  static UnknownPrice read(FieldReader in) {
    String policy = in.string("policy");
    UnknownPrice unknown =
        switch (policy) {
          case ALLOW -> UnknownPrice.ALLOW;
          case DENY -> UnknownPrice.DENY;
          case ASSUME -> {
            PriceRow row = readRow(in.object("row"));
            yield in.checked(() -> UnknownPrice.assume(row));
          }
          default -> throw in.refused("has a policy that is not known here");
        };
    return in.into(() -> unknown);
  }

  private static FieldWriter writeRow(PriceRow row) {
    FieldWriter rates = new FieldWriter();
    row.rates().forEach((kind, rate) -> rates.object(FieldWriter.word(kind), writeRate(rate)));
    return new FieldWriter()
        .put("table", row.source().table())
        .put("asOf", row.source().asOf().toString())
        .put("page", row.source().page())
        .flag("free", row.isFree())
        .put("currency", row.isFree() ? null : row.currency())
        .object("perMillion", rates)
        .put("perRequest", row.perRequest());
  }

  private static FieldWriter writeRate(Rate rate) {
    return new FieldWriter().put("base", rate.base()).list("above", rate.above(), PriceJson::step);
  }

  private static FieldWriter step(Rate.Step step) {
    return new FieldWriter()
        .put("inputTokensOver", step.inputTokensOver())
        .put("price", step.price());
  }

  private static PriceRow readRow(FieldReader in) {
    String table = in.string("table");
    LocalDate asOf = in.day("asOf");
    String page = in.stringOr("page");
    boolean free = in.flag("free");
    String currency = in.stringOr("currency");
    FieldReader rates = in.objectOr("perMillion");
    BigDecimal perRequest = in.decimalOr("perRequest");
    return in.into(
        () -> {
          if (free) {
            return PriceRow.free(table, asOf);
          }
          PriceRow.Builder row = PriceRow.builder(new TableSource(table, asOf, page));
          if (currency != null) {
            row.currency(currency);
          }
          if (perRequest != null) {
            row.perRequest(perRequest);
          }
          if (rates != null) {
            readRates(rates, row);
          }
          return row.build();
        });
  }

  private static void readRates(FieldReader in, PriceRow.Builder row) {
    for (PriceKind kind : PriceKind.values()) {
      FieldReader rate = in.objectOr(FieldWriter.word(kind));
      if (rate != null) {
        row.rate(kind, readRate(rate));
      }
    }
    in.into(() -> row);
  }

  private static Rate readRate(FieldReader in) {
    BigDecimal base = in.present("base").decimalOr("base");
    List<Rate.Step> above = in.list("above", PriceJson::readStep);
    return in.into(() -> new Rate(Objects.requireNonNull(base), above));
  }

  private static Rate.Step readStep(FieldReader in) {
    long over = in.whole("inputTokensOver");
    BigDecimal price = in.present("price").decimalOr("price");
    return in.into(() -> new Rate.Step(over, Objects.requireNonNull(price)));
  }
}
