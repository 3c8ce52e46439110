package io.llmgw.core.detect.europe;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Italian fiscal code of a person (Decreto ministeriale 23 dicembre 1976): name, birth, place
 * and a letter of control. Where two persons would have the same, letters stand for digits.
 */
final class ItFiscalCode implements Identifier {
  private static final List<Shape> SHAPES = List.of(Shape.of("AAAAAAXXAXXAXXXA"));

  private static final String MONTHS = "ABCDEHLMPRST";

  /** The letters that stand for the digits 0 to 9. */
  private static final String FOR_DIGITS = "LMNPQRSTUV";

  /** What digits, and letters after A, count at odd places. */
  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  @Override
  public EntityType type() {
    return Entities.IT_FISCAL_CODE;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public int separators() {
    return 0;
  }

  @Override
  public List<String> cues() {
    return List.of("codice fiscale", "fiscale", "fiscal code");
  }

  @Override
  public @Nullable Confidence judge(Run run) {
    boolean isCode =
        isNumber(run, 6, 8)
            && MONTHS.indexOf(run.at(8)) >= 0
            && isDay(run)
            && isNumber(run, 12, 15)
            && run.separators() == 0
            && control(run) == run.at(15);
    return isCode ? Confidence.HIGH : null;
  }

  private static int digit(char c) {
    return c <= '9' ? c - '0' : FOR_DIGITS.indexOf(c);
  }

  private static boolean isNumber(Run run, int from, int to) {
    for (int i = from; i < to; i++) {
      if (digit(run.at(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The day of birth, for women with 40 more. */
  private static boolean isDay(Run run) {
    int day = digit(run.at(9)) * 10 + digit(run.at(10));
    return isNumber(run, 9, 11) && ((day >= 1 && day <= 31) || (day >= 41 && day <= 71));
  }

  private static char control(Run run) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char c = run.at(i);
      int value = c <= '9' ? c - '0' : c - 'A';
      sum += i % 2 == 0 ? ODD[value] : value;
    }
    return (char) ('A' + sum % 26);
  }
}
