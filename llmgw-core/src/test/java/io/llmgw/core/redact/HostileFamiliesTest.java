package io.llmgw.core.redact;

import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Families 19 and 20: what stands behind a text that is made to take long or to go deep. */
class HostileFamiliesTest {
  private static final int LENGTH = 1 << 17;
  private static final EntityType CODE = EntityType.of("CODE");

  private final Random random = new Random(19);

  private String one(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  @Test
  void aValueBehindAnyOfThemIsFound() throws InterruptedException, ExecutionException {
    FamilyFigures figures = new FamilyFigures("19");
    List<String> units = HostileTextTest.units();
    for (int i = 0; i < FamilyFigures.ROUNDS; i++) {
      String unit = one(units) + one(units) + one(units);
      String hostile = unit.repeat(LENGTH / unit.length()) + "\n\n";
      String value = "u" + i + "@example.com";
      figures.variant(unit, isFoundBehind(hostile, value), true);
      figures.twin(unit, isFoundBehind(hostile, "u" + i + " at noon"), false);
    }
    figures.areMet();
  }

  private static boolean isFoundBehind(String hostile, String text)
      throws InterruptedException, ExecutionException {
    List<Finding> found = HostileTextTest.found(hostile + text);
    return found.stream()
        .anyMatch(it -> it.start() <= hostile.length() && it.end() > hostile.length());
  }

  @Test
  void patternsOfRepeatedGroupsReadLongTexts() throws InterruptedException, ExecutionException {
    FamilyFigures figures = new FamilyFigures("20");
    List<String> groups = List.of("(a|b)*", "(a|aa|b)+", "((a|b)c?)*", "(a*|b)*", "(a|b|ab)*?");
    for (int i = 0; i < FamilyFigures.ROUNDS; i++) {
      String pattern = one(groups) + one(groups) + "!";
      Redaction redaction =
          Redaction.of(RedactionPolicy.of()).pattern(CODE, pattern).budget(Duration.ofMinutes(1));
      StringBuilder text = new StringBuilder("a");
      random.ints(LENGTH / 8, 0, 2).forEach(bit -> text.append(bit == 0 ? 'a' : 'b'));
      String open = "x " + text + "?";
      String made = masked(redaction, "x " + text + "!");
      figures.variant(pattern, made, "x <CODE_1>");
      figures.twin(pattern, masked(redaction, open).equals(open), true);
    }
    figures.areMet();
  }

  private static String masked(Redaction redaction, String text)
      throws InterruptedException, ExecutionException {
    return HostileTextTest.onSmallStack(() -> redaction.preview(text).masked());
  }
}
