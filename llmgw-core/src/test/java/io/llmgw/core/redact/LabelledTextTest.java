package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Generated;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import io.llmgw.core.redact.LabelledText.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the rules find of what others have marked. */
class LabelledTextTest {
  private static final String BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  @Test
  void whatHasAnAimMeetsIt() throws IOException {
    LabelledQuality measured = LabelledQuality.of(LabelledText.required());

    for (EntityType type : measured.types()) {
      Quality quality = measured.of(type);
      System.out.println(quality);
      measured.bySource(type).forEach((source, each) -> System.out.println("  " + source + each));
      Floor floor = Floor.OF.get(type);
      assertThat(floor == null || floor.isMetBy(quality)).as("%s of %s", quality, floor).isTrue();
    }
    Set<EntityType> aims = new HashSet<>(Floor.OF.keySet());
    MadeUpQualityTest.types().forEach(aims::remove);
    assertThat(measured.types()).containsAll(aims);
  }

  @Test
  void identifiersAreTakenForNothingElse() throws IOException {
    LabelledQuality measured = LabelledQuality.of(LabelledText.required());

    for (EntityType type : measured.types()) {
      if (!Floor.OF.containsKey(type)) {
        assertThat(measured.of(type).precision()).as("%s", measured.of(type)).isEqualTo(1);
      }
    }
  }

  /** At any level: a number alone, without a word that says what it is, is reported and no more. */
  @Test
  void identifiersAreFoundWhereTheirPublishedRuleHolds() throws IOException {
    List<LabelledText> texts = LabelledText.required();
    List<String> missed = new ArrayList<>();
    int judged = 0;
    for (EntityType type : LabelledQuality.of(texts).types()) {
      if (Floor.OF.containsKey(type)) {
        continue;
      }
      Scan scan = Scanner.of(BuiltInRules.all(), Set.of(type)).scan();
      for (LabelledText text : texts) {
        for (Span span : LabelledQuality.marked(text, type)) {
          String value = text.text().substring(span.start(), span.end()).strip();
          boolean isAlone = text.text().strip().equals(value);
          if (text.isWeak() || !holds(type, value) || (isAlone && isCueOnly(type))) {
            continue;
          }
          judged++;
          if (scan.find(text.text()).stream().noneMatch(each -> covers(each, text, span))) {
            missed.add(type + " in " + text.id());
          }
        }
      }
    }

    System.out.println("identifiers that their rule accepts: " + judged);
    assertThat(judged).isGreaterThan(60);
    assertThat(missed).isEmpty();
  }

  /** The words that name a number, and blanks around it, are none of it. */
  private static boolean covers(Finding found, LabelledText text, Span span) {
    String before =
        text.text()
            .substring(span.start(), Math.max(span.start(), Math.min(found.start(), span.end())));
    boolean isIntroduced = before.isBlank() || before.stripTrailing().endsWith(":");
    return isIntroduced && found.start() < span.end() && found.end() >= span.end();
  }

  /** Nobody can tell a plate from a word and a number but by a word beside it. */
  private static boolean isCueOnly(EntityType type) {
    return type.equals(Entities.UK_PLATE);
  }

  /** What the marks do not ask: whether check digits are right, and what else a rule says. */
  private static boolean holds(EntityType type, String value) {
    if (type.equals(Entities.IN_GSTIN)) {
      return value.charAt(14) == gstCheck(value);
    }
    if (type.equals(Entities.EU_VAT)) { // all marks are German
      String digits = value.replaceAll("\\D", "");
      return Generated.withMod11And10(digits.substring(0, 8)).equals(digits);
    }
    if (type.equals(Entities.DE_TAX_ID)) { // of the first ten digits at least two are the same
      return value.substring(0, 10).chars().distinct().count() < 10;
    }
    return true;
  }

  private static char gstCheck(String value) {
    int sum = 0;
    for (int i = 0; i < 14; i++) {
      int product = BASE_36.indexOf(value.charAt(i)) * (1 + i % 2);
      sum += product / 36 + product % 36;
    }
    return BASE_36.charAt((36 - sum % 36) % 36);
  }
}
