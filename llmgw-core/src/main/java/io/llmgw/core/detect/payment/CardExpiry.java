package io.llmgw.core.detect.payment;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Month and year until which a card is valid; nothing without a cue. */
final class CardExpiry implements Identifier {
  @Override
  public EntityType type() {
    return Entities.CARD_EXPIRY;
  }

  @Override
  public List<Shape> shapes() {
    return List.of(Shape.digits(4), Shape.digits(6));
  }

  @Override
  public int separators() {
    return Run.SLASH | Run.HYPHEN;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "exp",
        "exp date",
        "expdate",
        "expiry",
        "card expires",
        "credit card",
        "debit card",
        "visa",
        "mastercard",
        "amex",
        "cvv",
        "cvc",
        "expiration",
        "valid thru",
        "valid through",
        "valid until",
        "good thru",
        "gultig bis",
        "ablaufdatum",
        "verfallsdatum",
        "date d'expiration",
        "expire le",
        "caducidad",
        "vencimiento",
        "scadenza",
        "validade",
        "vervaldatum",
        "wazna do");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isExpiry =
        run.isGrouped(2, run.length() - 2)
            && isMonth(run.number(0, 2))
            && isYear(run.number(2, run.length()))
            && run.isAlone()
            && run.isCued();
    return isExpiry ? Confidence.LOW : null;
  }

  static boolean isMonth(long month) {
    return month >= 1 && month <= 12;
  }

  /** In this half of the century, with two or four digits. */
  static boolean isYear(long year) {
    long ofCentury = year >= 2000 ? year - 2000 : year;
    return ofCentury >= 10 && ofCentury <= 59;
  }
}
