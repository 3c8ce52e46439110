package io.llmgw.api.codec;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;

/** Tokens and money. */
final class UsageJson {
  private UsageJson() {}

  static FieldWriter write(Usage usage) {
    FieldWriter out = new FieldWriter();
    for (TokenKind kind : TokenKind.values()) {
      TokenCount count = usage.count(kind);
      if (!count.equals(TokenCount.UNKNOWN)) {
        out.object(
            FieldWriter.word(kind),
            new FieldWriter().put("tokens", count.tokens()).word("provenance", count.provenance()));
      }
    }
    return out;
  }

  static Usage read(FieldReader in) {
    Usage.Builder usage = Usage.builder();
    for (TokenKind kind : TokenKind.values()) {
      FieldReader count = in.objectOr(FieldWriter.word(kind));
      if (count != null) {
        add(usage, kind, count);
      }
    }
    return in.into(usage::build);
  }

  private static void add(Usage.Builder usage, TokenKind kind, FieldReader in) {
    long tokens = in.whole("tokens");
    Provenance provenance = in.word("provenance", Provenance.class);
    in.into(
        () ->
            switch (provenance) {
              case REPORTED -> usage.reported(kind, tokens);
              case ESTIMATED -> usage.estimated(kind, tokens);
              case UNKNOWN -> usage.atLeast(kind, tokens);
            });
  }

  static FieldWriter write(Cost cost) {
    return new FieldWriter()
        .put("amount", cost.amount())
        .put("currency", cost.currency())
        .word("provenance", cost.provenance());
  }

  static Cost readCost(FieldReader in) {
    BigDecimal amount = in.decimalOr("amount");
    String currency = in.string("currency");
    Provenance provenance = in.word("provenance", Provenance.class);
    return in.into(() -> new Cost(amount, currency, provenance));
  }
}
