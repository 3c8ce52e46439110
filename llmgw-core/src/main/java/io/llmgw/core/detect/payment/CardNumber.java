package io.llmgw.core.detect.payment;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import io.llmgw.core.detect.check.Luhn;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The number of a payment card (ISO/IEC 7812): issuer's range, its length, Luhn's check digit. */
final class CardNumber implements Identifier {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 19;

  private static final List<Shape> SHAPES =
      IntStream.rangeClosed(SHORTEST, LONGEST).mapToObj(Shape::digits).toList();

  @Override
  public EntityType type() {
    return Entities.CREDIT_CARD;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return Run.BLANK | Run.HYPHEN | Run.NEWLINE | Run.PLUS | Run.LOOSE;
  }

  @Override
  public List<String> cues() {
    return List.of(
        "card",
        "credit",
        "debit",
        "visa",
        "mastercard",
        "amex",
        "maestro",
        "carte",
        "karte",
        "kreditkarte",
        "tarjeta",
        "carta",
        "cartao",
        "kaart",
        "karta",
        "pan");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    Confidence ofIssuer = CardIssuers.confidence(run);
    boolean isCard =
        ofIssuer != null
            && !run.isUniform()
            && !run.continuesNumber()
            && isWellGrouped(run)
            && Luhn.isValid(run);
    if (!isCard) {
      return null;
    }
    return NumberTable.isAround(run) ? Confidence.LOW : ofIssuer;
  }

  /** In one group, in fours, or as it is embossed on cards of 15, 14 and 19 digits. */
  private static boolean isWellGrouped(Run run) {
    return run.isGroupedOverLines(run.length())
        || isInFours(run)
        || run.isGroupedOverLines(4, 6, 5)
        || run.isGroupedOverLines(4, 6, 4)
        || run.isGroupedOverLines(6, 13);
  }

  private static boolean isInFours(Run run) {
    int length = run.length();
    return switch ((length + 3) / 4) {
      case 3 -> run.isGroupedOverLines(4, 4, length - 8);
      case 4 -> run.isGroupedOverLines(4, 4, 4, length - 12);
      default -> run.isGroupedOverLines(4, 4, 4, 4, length - 16);
    };
  }
}
